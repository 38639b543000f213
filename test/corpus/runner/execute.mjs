// Runs one program in a process of its own, plain or watched, and gathers what it printed and reported.

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './programs.mjs';

const TIME_LIMIT = 20_000;
const preload = join(root, 'dist', 'instrument', 'register.js');

/** Resolves to `{ code, stdout, stderr }`; code is null when the program had to be stopped. */
export function runPlain(node, file) {
  return run(node, [file], {});
}

/** As {@link runPlain}, with the preload; adds `reports`, the JSON lines of all its processes. */
export async function runWatched(node, file) {
  const folder = mkdtempSync(join(tmpdir(), 'racewatch-corpus-'));
  try {
    const options = `format=jsonl log_path=${join(folder, 'log')} level=notice exitcode=0`;
    const result = await run(node, ['--require', preload, file], { RACEWATCH: options });
    const lines = readdirSync(folder).flatMap((log) => readFileSync(join(folder, log), 'utf8').split('\n'));
    return { ...result, reports: lines.filter(Boolean).map((line) => JSON.parse(line)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(node, args, env) {
  return new Promise((resolve, reject) => {
    const clean = { ...process.env, NO_COLOR: '1' };
    for (const name of ['NODE_OPTIONS', 'RACEWATCH', 'FORCE_COLOR']) delete clean[name];
    const child = spawn(node, args, { cwd: root, env: { ...clean, ...env }, timeout: TIME_LIMIT });
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr']) {
      child[stream].setEncoding('utf8').on('data', (text) => {
        output[stream] += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...output }));
  });
}
