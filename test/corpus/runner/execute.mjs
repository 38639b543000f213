// Runs one program in a process of its own, plain or watched, and gathers what it printed and reported.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from '../../support/run-node.mjs';
import { root } from './programs.mjs';

const TIME_LIMIT = 20_000;
const place = { cwd: root, timeout: TIME_LIMIT };
const preload = join(root, 'dist', 'instrument', 'register.js');

/** Resolves to `{ code, stdout, stderr }`; code is null when the program had to be stopped. */
export function runPlain(node, file) {
  return runNode(node, [file], place);
}

/** As {@link runPlain}, with the preload; adds `reports`, the JSON lines of all its processes. */
export async function runWatched(node, file) {
  const folder = mkdtempSync(join(tmpdir(), 'racewatch-corpus-'));
  try {
    const options = `format=jsonl log_path=${join(folder, 'log')} level=notice exitcode=0`;
    const result = await runNode(node, ['--require', preload, file], {
      ...place,
      env: { RACEWATCH: options },
    });
    const lines = readdirSync(folder).flatMap((log) => readFileSync(join(folder, log), 'utf8').split('\n'));
    return { ...result, reports: lines.filter(Boolean).map((line) => JSON.parse(line)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
