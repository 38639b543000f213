// The line at the end of a run. Numbers of several files and processes are added before it is made.

import { plural } from '../report/words.ts';

export interface Totals {
  /** Tests that were judged, and those of them that failed for races; each once, however often it was tried. */
  tests: number;
  failed: number;
  /** How often a race was allowed or expected. */
  allowed: number;
  /** The fingerprints of races to fail for, and of those below `fail_on`. */
  races: string[];
  minor: string[];
}

export function noTotals(): Totals {
  return { tests: 0, failed: 0, allowed: 0, races: [], minor: [] };
}

/** Adds the numbers of one process, or of one file, to those of the run. */
export function addTotals(sum: Totals, more: Readonly<Totals>): void {
  for (const key of ['tests', 'failed', 'allowed'] as const) sum[key] += more[key];
  for (const key of ['races', 'minor'] as const) sum[key] = [...new Set([...sum[key], ...more[key]])];
}

/** @param log where the reports were written, if anywhere */
export function summaryLine(
  { tests, failed, allowed, races, minor }: Readonly<Totals>,
  log?: string,
): string {
  const found =
    races.length === 0
      ? `no races in ${plural(tests, 'test')}`
      : `${plural(races.length, 'race')}, ${failed} of ${plural(tests, 'test')} failed for ${races.length === 1 ? 'it' : 'them'}`;
  const parts = [found];
  if (minor.length > 0) parts.push(`${plural(minor.length, 'race')} below fail_on`);
  if (allowed > 0) parts.push(`${allowed} allowed or expected`);
  if (log !== undefined && races.length + minor.length > 0) parts.push(`reports in ${log}`);
  return `racewatch: ${parts.join('; ')}`;
}
