// `racewatch doctor`: what would be watched here, and what not. The files are examined by the instrumentation itself; a
// program that is given is run, and says where it lost its context.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOptions, VARIABLE } from '../config/load.ts';
import type { Options } from '../config/options.ts';
import type { Setting } from '../config/words.ts';
import { LOST_CONTEXT, type LostContext, lostContextLines } from '../report/lost-context.ts';
import { EXIT } from './exit-codes.ts';
import { put, refuse } from './output.ts';
import { dieBy, preload, runToEnd } from './run.ts';
import { surroundings } from './surroundings.ts';

interface Doctor {
  doctor(options: Options, files: readonly string[]): string;
}

/**
 * Prints what the options make of the files.
 * @param files files and folders; the working directory when there are none
 * @returns the exit code
 */
export function doctor(flags: readonly Setting[], files: readonly string[]): number {
  const loaded = loadOptions({ flags, env: process.env[VARIABLE], cwd: process.cwd() });
  if (!loaded.ok) refuse(loaded.message);
  // Beside the preload, since this room knows no other by its path.
  const { doctor: examine } = createRequire(preload())('./modules/doctor.js') as Doctor;
  const around = surroundings(loaded.options, process.env, process.cwd(), loaded.preset);
  put(`${examine(loaded.options, files)}\n${around.join('\n')}\n`, '');
  return EXIT.ok;
}

/**
 * Runs a program as `racewatch run` does, and prints where it lost its context, also when a signal ends it.
 * @returns the exit code of the program; when a signal ended it, this process ends by the same signal
 */
export async function doctorOfRun(flags: readonly Setting[], node: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'racewatch-doctor-'));
  const file = join(folder, 'lost-context.jsonl');
  let ended: Awaited<ReturnType<typeof runToEnd>>;
  try {
    // Every place is named by its stack.
    ended = await runToEnd([['stacks', 'always'], ...flags], node, { [LOST_CONTEXT]: file });
    put(`${lostContextLines(readTold(file)).join('\n')}\n`, '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const [code, signal] = ended;
  return signal === null ? (code ?? 1) : dieBy(signal);
}

/** What each process has told; none when no watched state was touched. */
function readTold(file: string): LostContext[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.flatMap(parsed);
}

/** A process that was killed may have left half a line. */
function parsed(line: string): LostContext[] {
  try {
    return [JSON.parse(line) as LostContext];
  } catch {
    return [];
  }
}
