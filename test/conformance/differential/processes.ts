// Random programs as the modules of two processes, one plain and one with a preload that instruments them.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { programText } from './world.ts';

export interface Program {
  readonly strict: boolean;
  readonly top: string[];
  readonly later: string[];
}

const LIMIT_MS = 60_000;

/** What each program did in a process of its own kind; strict programs are ES modules. */
export function observeInProcesses(programs: readonly Program[], preload: string) {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'racewatch-differential-')));
  try {
    const child = join(directory, 'child.cjs');
    const entryPoints = [join(import.meta.dirname, 'child.ts')];
    buildSync({ entryPoints, bundle: true, platform: 'node', format: 'cjs', outfile: child });
    const files = programs.map((program, index) => {
      const file = join(directory, `program-${index}.${program.strict ? 'mjs' : 'cjs'}`);
      const text = programText(program);
      writeFileSync(file, program.strict ? `${MODULE}${text}` : text);
      return file;
    });
    const run = (flags: string[]) => {
      const results = join(directory, 'results.json');
      execFileSync(process.execPath, [...flags, child, results, ...files], {
        cwd: directory,
        env: { ...process.env, RACEWATCH: 'instrument=app exclude=child.cjs cache=off fail_on=never' },
        timeout: LIMIT_MS,
        stdio: ['ignore', 'inherit', 'pipe'],
      });
      return JSON.parse(readFileSync(results, 'utf8')) as string[][];
    };
    return { plain: run([]), instrumented: run(['--require', preload]) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

// On the line of the first statement: lines of the program stay the same in both kinds of files.
const MODULE = 'export const exports = {}; ';
