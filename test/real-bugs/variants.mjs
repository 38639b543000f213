// Runs one bug's driver in its three variants, each in a process of its own, plain or watched.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from '../support/run-node.mjs';

const TIME_LIMIT = 30_000;
const VARIANTS = ['buggy', 'fixed', 'serial'];
export const folder = import.meta.dirname;
const place = { cwd: folder, timeout: TIME_LIMIT };
const preload = join(folder, '..', '..', 'dist', 'instrument', 'register.js');

/** Resolves to `{ buggy, fixed, serial }`, each `{ code, stdout, stderr }`. */
export function runPlain(node, name) {
  return eachVariant((variant) => runNode(node, [driverOf(name), variant], place));
}

/** As {@link runPlain}, with the preload and all dependencies; adds `reports`, the JSON lines of the process. */
export function runWatched(node, name, level) {
  return eachVariant(async (variant) => {
    const log = mkdtempSync(join(tmpdir(), 'racewatch-real-'));
    try {
      const options = `deps=* format=jsonl log_path=${join(log, 'log')} fail_on=never level=${level}`;
      const args = ['--require', preload, driverOf(name), variant];
      const result = await runNode(node, args, { ...place, env: { RACEWATCH: options } });
      const lines = readdirSync(log).flatMap((file) => readFileSync(join(log, file), 'utf8').split('\n'));
      return { ...result, reports: lines.filter(Boolean).map((line) => JSON.parse(line)) };
    } finally {
      rmSync(log, { recursive: true, force: true });
    }
  });
}

async function eachVariant(runOne) {
  const results = {};
  for (const variant of VARIANTS) results[variant] = await runOne(variant);
  return results;
}

function driverOf(name) {
  const file = join(name, 'driver.cjs');
  return existsSync(join(folder, file)) ? file : join(name, 'driver.mjs');
}
