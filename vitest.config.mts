import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', '.cache/**'],
    // Watched values and async hooks are state of a process: each file gets one of its own.
    pool: 'forks',
    isolate: true,
    // Child processes and servers on a busy machine need more than the default of five seconds.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    env: { RACEWATCH: '', NO_COLOR: '1' },
  },
});
