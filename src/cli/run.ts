// `racewatch run`: node with the preload, as if it had been started by hand. What the child does,
// its input, output, signals and ending, is passed through unchanged.

import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { VARIABLE } from '../config/load.ts';
import { type Setting, writeSetting } from '../config/words.ts';

type Ending = [code: number | null, signal: NodeJS.Signals | null];

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const;

/**
 * Starts node with the preload and waits for its end.
 * @param flags options of the command line; in the variable they come last, so they win
 * @returns the exit code; when a signal ended the child, this process ends by the same signal
 */
export async function run(flags: readonly Setting[], node: readonly string[]): Promise<number> {
  const [code, signal] = await runToEnd(flags, node);
  return signal === null ? (code ?? 1) : dieBy(signal);
}

/**
 * As `run`, and this process goes on when a signal has ended the child.
 * @param env laid over the environment
 * @returns the exit code, or the signal
 */
export async function runToEnd(
  flags: readonly Setting[],
  node: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ending> {
  const child = spawn(process.execPath, ['--require', preload(), ...node], {
    stdio: 'inherit',
    env: { ...process.env, ...env, [VARIABLE]: withFlags(process.env[VARIABLE], flags) },
  });
  const release = forwardSignals(child);
  const ended = await ending(child);
  release();
  return ended;
}

/** The variable for the child: what was there, then the flags. */
export function withFlags(variable: string | undefined, flags: readonly Setting[]): string {
  const written = flags.map(([name, value]) => writeSetting(name, String(value)));
  return [variable ?? '', ...written].filter((part) => part !== '').join(' ');
}

/** Found through the package's own exports, so that this room need not know the layout of the others. */
export function preload(): string {
  return createRequire(__filename).resolve('racewatch/register');
}

function ending(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve([code, signal]));
  });
}

/** From a terminal, Ctrl-C reaches the whole group; sending it on would deliver it twice. */
function forwardSignals(child: ChildProcess): () => void {
  const removals = FORWARDED.map((signal) => {
    const onTerminal = process.stdin.isTTY && (signal === 'SIGINT' || signal === 'SIGQUIT');
    const forward = () => {
      if (!onTerminal) child.kill(signal);
    };
    process.on(signal, forward);
    return () => process.removeListener(signal, forward);
  });
  return () => {
    for (const remove of removals) remove();
  };
}

/** @returns only where the signal does not end a process: the shell's number for it */
export function dieBy(signal: NodeJS.Signals): number {
  process.kill(process.pid, signal);
  return 128 + (constants.signals[signal] ?? 0);
}
