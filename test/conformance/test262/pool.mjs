// The worker processes: hands out files in portions, collects results, and replaces a worker whose test hangs.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PORTION = 50;
// Realms that are gone leave something behind.
const PORTIONS_PER_WORKER = 60;
const SILENCE_MS = 20_000;
const WORKER = fileURLToPath(new URL('./worker.mjs', import.meta.url));
const FLAGS = ['--experimental-vm-modules', '--expose-gc', '--no-warnings', '--stack-size=900'];

/** @returns one result per file and variant: { file, variant, plain, got?, notes? }. */
export async function runPool(files, { suite, node, jobs, identity, checked, dist, register }) {
  const waiting = [...files];
  const results = [];
  const settings = JSON.stringify({ suite, identity, checked, dist, recorded: register !== undefined });
  await Promise.all(
    Array.from({ length: jobs }, () => drain(waiting, results, { node, settings, register })),
  );
  return results;
}

async function drain(waiting, results, how) {
  while (waiting.length > 0) await oneWorker(waiting, results, how);
}

// Resolves when nothing is left or the worker had to be given up; what it had not finished goes back to the list.
function oneWorker(waiting, results, { node, settings, register }) {
  return new Promise((done, failed) => {
    const worker = fork(WORKER, [settings], {
      execPath: node,
      execArgv: register ? [...FLAGS, '--require', register] : FLAGS,
      env: { ...process.env, RACEWATCH: 'instrument=off fail_on=never log_path=/dev/null' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let portion = [];
    let current;
    let begun = false;
    let portions = 0;
    let silence;
    const watch = () => {
      clearTimeout(silence);
      silence = setTimeout(() => worker.kill('SIGKILL'), SILENCE_MS);
    };
    worker.on('message', (message) => {
      watch();
      begun = true;
      if (message.stage === 'done') results.push(message);
      if (message.stage === 'plain' || message.stage === 'instrumented') current = message;
      if (message.stage === 'end') portion.shift();
      if (message.stage !== 'idle') return;
      portion = portions++ < PORTIONS_PER_WORKER ? waiting.splice(0, PORTION) : [];
      if (portion.length > 0) worker.send(portion);
      else worker.disconnect();
    });
    worker.on('exit', (code) => {
      clearTimeout(silence);
      if (!begun) failed(new Error(`a worker ended with ${code} before its first test`));
      if (portion.length > 0) {
        results.push(gaveUp(current));
        waiting.unshift(...portion.slice(1));
      }
      done();
    });
    watch();
  });
}

const gaveUp = ({ file, variant, stage }) =>
  stage === 'plain'
    ? { file, variant, plain: 'hung or ended the process' }
    : { file, variant, plain: 'pass', got: 'hung or ended the process' };
