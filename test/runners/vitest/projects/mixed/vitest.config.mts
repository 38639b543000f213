import { racewatch } from 'racewatch/vitest';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [racewatch()],
  test: {
    projects: [
      { extends: true, root: 'packages/a', test: { include: ['*.case.ts'], name: 'a', pool: 'threads' } },
      {
        extends: true,
        root: 'packages/b',
        test: { include: ['*.case.ts'], name: 'b', runner: './runner.ts' },
      },
    ],
    coverage: { include: ['packages/**'], reporter: [['text', { skipFull: false }]] },
  },
});
