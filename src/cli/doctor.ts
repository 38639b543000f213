// `racewatch doctor`: what would be watched here, and what not. The files are examined by the instrumentation itself.

import { createRequire } from 'node:module';
import { loadOptions, VARIABLE } from '../config/load.ts';
import type { Options } from '../config/options.ts';
import type { Setting } from '../config/words.ts';
import { EXIT } from './exit-codes.ts';
import { put, refuse } from './output.ts';
import { preload } from './run.ts';
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
  const around = surroundings(loaded.options, process.env, process.cwd());
  put(`${examine(loaded.options, files)}\n${around.join('\n')}\n`, '');
  return EXIT.ok;
}
