// Runs a program in a process of its own, in an environment that says nothing of Racewatch unless asked to.

import { spawn } from 'node:child_process';

/** Resolves to `{ code, stdout, stderr }`; code is null when the program had to be stopped. */
export function runNode(node, args, { cwd, timeout, env = {} }) {
  return new Promise((resolve, reject) => {
    const clean = { ...process.env, NO_COLOR: '1' };
    for (const name of ['NODE_OPTIONS', 'RACEWATCH', 'FORCE_COLOR']) delete clean[name];
    const child = spawn(node, args, { cwd, env: { ...clean, ...env }, timeout });
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
