// Runs small programs in processes of their own, on the Node that runs the tests.

import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const out = mkdtempSync(join(tmpdir(), 'racewatch-roots-'));

/** Bundles `programs/NAME.ts` to a CommonJS file and returns its path; its name keeps the word the preload is known by. */
export function bundle(name: string): string {
  const entry = fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));
  const outfile = join(out, `racewatch-${basename(name)}.js`);
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
  return outfile;
}

/** Runs node and returns what it wrote; a failure rejects with its stderr. */
export function node(args: string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stderr}`));
      else resolve(stdout);
    });
  });
}
