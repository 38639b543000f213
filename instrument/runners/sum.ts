// The line at the end of a run whose tests ran in other processes: said once, by the process that started them.

import { summaryLine, type Totals } from '../../src/tests/summary.ts';

/** On stderr: what stdout carries may be for programs. @param logPath option `log_path` */
export function saySum(sum: Readonly<Totals>, logPath: string): void {
  const isFile = logPath !== 'stderr' && logPath !== 'stdout';
  process.stderr.write(`${summaryLine(sum, isFile ? `${logPath}.*` : undefined)}\n`);
}
