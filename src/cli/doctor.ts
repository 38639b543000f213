// `racewatch doctor`: what would be instrumented here, and what not. The examination is the instrumentation's own.

import { createRequire } from 'node:module';
import { loadOptions, VARIABLE } from '../config/load.ts';
import type { Options } from '../config/options.ts';
import type { Setting } from '../config/words.ts';
import { preload } from './run.ts';

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
  if (!loaded.ok) {
    process.stderr.write(`racewatch: ${loaded.message}\n`);
    return 2;
  }
  // Beside the preload, since this room knows no other by its path.
  const { doctor: examine } = createRequire(preload())('./modules/doctor.js') as Doctor;
  process.stdout.write(examine(loaded.options, files));
  return 0;
}
