// Real processes for tests: a script or a file run by node, with its output, exit code and signal.

import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The checkout. */
export const ROOT = resolve(__dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ChildOptions {
  readonly cwd?: string;
  /** Laid over the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Sends this signal when the child has written the line `ready`. */
  readonly signalWhenReady?: NodeJS.Signals;
}

/**
 * Runs node with these arguments to its end.
 * @param args arguments of node, `['-e', script]` for a script
 */
export function runNode(args: readonly string[], options: ChildOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, [...args], {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, NODE_OPTIONS: undefined, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  let signalled = options.signalWhenReady === undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text;
    if (!signalled && /^ready$/m.test(output.stdout)) {
      signalled = true;
      child.kill(options.signalWhenReady);
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text;
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => done({ code, signal, ...output }));
  });
}
