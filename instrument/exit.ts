// The end of the process: reports are flushed however it ends, and an ending with 0 becomes the exit
// code for races. An ending the application chose, another code or a signal, is left as it is.

import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';
import { holdSignals } from './signals.ts';

export type ExitReason = 'beforeExit' | 'exit' | 'signal';

/**
 * Writes what is still to be written, synchronously.
 * @returns the exit code that the races ask for, or undefined when there is nothing to fail for
 */
export type Flush = (reason: ExitReason) => number | undefined;

const WORKERS_CODE = 'racewatch:exitcode';

/**
 * Calls `flush` before the process ends: at `beforeExit`, at `exit` (which process.exit and uncaught
 * exceptions pass through) and at a deadly SIGINT or SIGTERM. It may be called more than once.
 * @param holdMs milliseconds to hold the exit of the main thread, for worker threads that still write
 * @returns a function that takes everything back
 */
export function onExit(flush: Flush, holdMs = 0): () => void {
  // Made here, before the first worker, which gets its copy when it starts.
  sharedCode();
  const beforeExit = () => {
    flush('beforeExit');
  };
  const exit = (code: number) => {
    if (isMainThread && holdMs > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, holdMs);
    const wanted = flush('exit');
    if (wanted !== undefined) failWith(wanted);
    if (isMainThread) applyCode(code, sharedCode()[0]);
  };
  process.on('beforeExit', beforeExit);
  process.on('exit', exit);
  const releaseSignals = isMainThread ? holdSignals(() => flush('signal')) : undefined;
  return () => {
    process.removeListener('beforeExit', beforeExit);
    process.removeListener('exit', exit);
    releaseSignals?.();
  };
}

/**
 * Asks, from any thread, that the process ends with this code instead of 0. A worker asks as soon as it
 * has something to fail for, because a worker that is terminated never sees its own exit.
 */
export function failWith(code: number): void {
  sharedCode()[0] = code;
}

/** Only an ending with 0 is replaced. */
function applyCode(code: number, wanted: number | undefined): void {
  const own = process.exitCode === undefined || Number(process.exitCode) === 0;
  if (wanted === undefined || wanted === 0 || code !== 0 || !own) return;
  process.exitCode = wanted;
  mindLaterListeners(wanted);
}

/** Exit listeners that run after ours: one that throws must not end with our code, one that exits with 0 again must. */
function mindLaterListeners(wanted: number): void {
  process.once('uncaughtExceptionMonitor', () => {
    process.exitCode = undefined;
  });
  const host = process as typeof process & { reallyExit?(code?: number): never };
  const { reallyExit } = host;
  if (reallyExit !== undefined) host.reallyExit = (code) => reallyExit.call(process, code || wanted);
}

/**
 * One number shared with the worker threads. A worker that exits with 66 would look crashed to the
 * application, so its code is left alone and the main thread answers for its races.
 */
function sharedCode(): Int32Array {
  const known: unknown = getEnvironmentData(WORKERS_CODE);
  if (known instanceof SharedArrayBuffer) return new Int32Array(known);
  const fresh = new SharedArrayBuffer(4);
  setEnvironmentData(WORKERS_CODE, fresh);
  return new Int32Array(fresh);
}
