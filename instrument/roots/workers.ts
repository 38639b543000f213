// Which process and thread this is, and which of those it starts are watched. Every process and thread has a
// detector of its own; `--require` in execArgv carries the preload to forks, cluster workers and threads.

import { subscribe } from 'node:diagnostics_channel';
import { basename } from 'node:path';
import { getEnvironmentData, isMainThread, setEnvironmentData, threadId } from 'node:worker_threads';
import type { Host } from '../host.ts';

/** What ends up in a log file's name: `4711`, or `4711-2` for its second thread. */
export function threadTag(): string {
  return isMainThread ? String(process.pid) : `${process.pid}-${threadId}`;
}

/** How many threads and child processes of this process run without us. */
export interface Unreached {
  readonly threads: number;
  readonly processes: number;
}

/**
 * An environment variable as this process was started with it: a thread given `env: {}` runs with no environment
 * of its own, yet shares the options of its process. A thread's own setting wins.
 */
export function inheritedVariable(name: string): string | undefined {
  const key = `racewatch.env.${name}`;
  const own = process.env[name];
  if (own !== undefined) {
    setEnvironmentData(key, own);
    return own;
  }
  const inherited: unknown = getEnvironmentData(key);
  return typeof inherited === 'string' ? inherited : undefined;
}

/** A thread tells of itself here; environment data reaches every thread whatever its `execArgv` and `env` are. */
const TALLY_KEY = 'racewatch.threads';
const STARTED = 0;
const WATCHED = 1;

let tally: Int32Array | undefined;
let unwatchedProcesses = 0;

export function install(host: Host): void {
  tally = joinTally();
  if (!isMainThread) Atomics.add(tally, WATCHED, 1);
  const counts = tally;
  subscribe('worker_threads', (message) => {
    const { worker } = message as { worker: { once(event: string, listener: () => void): void } };
    // Counted when it runs, not when it is asked for: a thread still starting is not one we failed to reach.
    worker.once('online', () => Atomics.add(counts, STARTED, 1));
  });
  subscribe('child_process', (message) => {
    const { process: child } = message as { process: SpawnedProcess };
    // The channel speaks before spawn() has set the arguments.
    process.nextTick(() => {
      try {
        if (isUnwatchedNode(child, process.execArgv)) unwatchedProcesses++;
      } catch (error) {
        host.fault('child_process', error);
      }
    });
  });
}

/** Zero for both before `install`. Threads are counted for the whole process, children for this thread. */
export function unreached(): Unreached {
  const threads = tally ? Atomics.load(tally, STARTED) - Atomics.load(tally, WATCHED) : 0;
  return { threads: Math.max(0, threads), processes: unwatchedProcesses };
}

function joinTally(): Int32Array {
  const known: unknown = getEnvironmentData(TALLY_KEY);
  if (known instanceof SharedArrayBuffer) return new Int32Array(known);
  const buffer = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
  // The type knows only what can be cloned; a shared buffer is handed on as it is.
  setEnvironmentData(TALLY_KEY, buffer as unknown as Record<string, never>);
  return new Int32Array(buffer);
}

export interface SpawnedProcess {
  readonly spawnfile?: string;
  readonly spawnargs?: readonly string[];
}

const PRELOAD = /racewatch|instrument[\\/]register/;

/** A Node child of ours that lacks the preload its parent was started with. */
export function isUnwatchedNode(child: SpawnedProcess, execArgv: readonly string[]): boolean {
  const { spawnfile, spawnargs } = child;
  if (spawnfile === undefined || spawnargs === undefined) return false;
  const node = spawnfile === process.execPath || /^node(\.exe)?$/.test(basename(spawnfile));
  if (!node || PRELOAD.test(process.env.NODE_OPTIONS ?? '')) return false;
  const preloads = execArgv.filter((argument) => PRELOAD.test(argument));
  return preloads.length === 0 || !preloads.every((argument) => spawnargs.includes(argument));
}
