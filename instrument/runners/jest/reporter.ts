// `reporters: ['default', 'racewatch/jest/reporter']`: the line at the end of each run, for a project whose preset is
// another one, and in watch mode.

import { collectNumbers, sayNumbers } from './numbers.ts';

/** Jest makes one of it before it starts its workers. */
class SummaryReporter {
  constructor() {
    collectNumbers();
  }

  onRunComplete(): void {
    sayNumbers();
  }
}

// biome-ignore lint/style/noDefaultExport: Jest takes reporters from there.
export { SummaryReporter as default };
