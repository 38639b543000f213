// The line at the end of a Vitest run: the numbers of all files, which the workers leave in their meta.

import type { Options } from '../../../src/config/options.ts';
import { addTotals, noTotals, summaryLine, type Totals } from '../../../src/tests/summary.ts';
import { META } from './names.ts';

interface TestModule {
  meta(): Readonly<Record<string, unknown>>;
}

export class SummaryReporter {
  private readonly options: Options;

  constructor(options: Options) {
    this.options = options;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const sum = noTotals();
    for (const module of modules) {
      const totals = module.meta()[META];
      if (totals !== undefined) addTotals(sum, totals as Totals);
    }
    const { log_path } = this.options;
    const isFile = log_path !== 'stderr' && log_path !== 'stdout';
    // A report on stdout may be for programs.
    process.stderr.write(`${summaryLine(sum, isFile ? `${log_path}.*` : undefined)}\n`);
  }
}
