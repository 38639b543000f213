// The numbers of a run, from the processes that run test files to the one that started them: lines in a folder that
// the environment names, since Jest hands on nothing but its own results.

import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread, threadId } from 'node:worker_threads';
import { loadOptions, VARIABLE } from '../../../src/config/load.ts';
import { addTotals, noTotals, type Totals } from '../../../src/tests/summary.ts';
import { saySum } from '../sum.ts';

const FOLDER = 'RACEWATCH_NUMBERS';

/** The one that this process made. */
let own: string | undefined;

/** From now on the numbers of this process and of those that it starts are collected, and said when it ends. */
export function collectNumbers(): void {
  if (own !== undefined) return;
  const folder = makeFolder();
  if (folder === undefined) return;
  own = folder;
  process.env[FOLDER] = folder;
  process.once('exit', () => {
    sayNumbers();
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // What is left of it belongs to the system's folder for such things.
    }
  });
}

/** Undefined where nothing can be written: tests run there as well, without the line at the end. */
function makeFolder(): string | undefined {
  try {
    return mkdtempSync(join(tmpdir(), 'racewatch-jest-'));
  } catch {
    return undefined;
  }
}

/** Adds the numbers of a test file. */
export function leaveNumbers(totals: Totals): void {
  // Jest runs the tests in its own process, and nobody has asked for the numbers before.
  if (process.env[FOLDER] === undefined && isMainThread && process.send === undefined) collectNumbers();
  const folder = process.env[FOLDER];
  if (!folder) return;
  try {
    appendFileSync(join(folder, `${process.pid}-${threadId}`), `${JSON.stringify(totals)}\n`);
  } catch {
    // A line less at the end; the tests themselves have been judged.
  }
}

/** Says the numbers that have come in since it was last called; nothing when there are none. */
export function sayNumbers(): void {
  const parts = own === undefined ? [] : takeAll(own);
  if (parts.length === 0) return;
  const sum = noTotals();
  for (const part of parts) addTotals(sum, part);
  const loaded = loadOptions({ env: process.env[VARIABLE], cwd: process.cwd() });
  saySum(sum, loaded.ok ? loaded.options.log_path : 'stderr');
}

function takeAll(folder: string): Totals[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split('\n');
      rmSync(join(folder, name));
      return lines.map((line) => JSON.parse(line) as Totals);
    });
  } catch {
    return [];
  }
}
