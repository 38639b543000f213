import { racewatch } from 'racewatch/vitest';
import { defineConfig } from 'vitest/config';

const include = ['*.case.mjs'];

export default defineConfig({
  test: {
    projects: [
      { plugins: [racewatch()], test: { include, name: 'jsdom', environment: 'jsdom' } },
      { plugins: [racewatch()], test: { include, name: 'happy-dom', environment: 'happy-dom' } },
    ],
  },
});
