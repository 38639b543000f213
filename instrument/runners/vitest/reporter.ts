// The line at the end of a Vitest run: the numbers of all files, which the workers leave in their meta.

import type { Options } from '../../../src/config/options.ts';
import { addTotals, noTotals, type Totals } from '../../../src/tests/summary.ts';
import { saySum } from '../sum.ts';
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
    saySum(sum, this.options.log_path);
  }
}
