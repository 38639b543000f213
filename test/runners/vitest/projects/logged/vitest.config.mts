import { racewatch } from 'racewatch/vitest';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [racewatch({ log_path: process.env.RACES_GO_TO ?? 'stderr' })],
  test: { root: '../shop', include: ['again.case.ts', 'allowed-file.case.ts'] },
});
