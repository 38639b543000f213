// The last verdict of a process: on races that no hook of its runner could judge any more, and the line at the end.

import type { Tests } from '../../src/tests/runs.ts';
import { summaryLine } from '../../src/tests/summary.ts';

/** Ends the file, says what it fails for, and has the process fail. @param owner such as `this file` */
export function endFileAtExit(tests: Tests, owner: string): void {
  const failure = tests.failure(tests.endFile(), owner);
  if (failure !== undefined) {
    process.stderr.write(`racewatch: after the last test: ${failure.error.stack}\n`);
    process.exitCode = 1;
  }
  saySummary(tests);
}

/** On stderr: what stdout carries may be for programs. */
export function saySummary(tests: Tests): void {
  process.stderr.write(`${summaryLine(tests.takeTotals())}\n`);
}
