import { racewatch } from 'racewatch/vitest';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [racewatch()],
  test: { include: ['*.case.ts'] },
});
