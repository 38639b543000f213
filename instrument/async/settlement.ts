// Tells when a promise has settled without adding a handler to it: with one, a rejection that nobody handles would
// pass unnoticed. The hook is on while there is something to wait for.

import { type InspectOptions, inspect } from 'node:util';
import { promiseHooks } from 'node:v8';
import { muted } from '../../src/core/record.ts';

/** Waited for at a time; the oldest gives way, and nothing is told of it. */
const MOST = 10_000;
const nextTick = process.nextTick;
const BRIEFLY: InspectOptions = {
  depth: 0,
  customInspect: false,
  showProxy: true,
  maxArrayLength: 0,
  maxStringLength: 0,
};

const waiting = new Map<object, () => void>();
let stop: (() => void) | undefined;

/** Calls `done` soon after the promise has settled; it must not throw. */
export function whenSettled(promise: Promise<unknown>, done: () => void): void {
  if (!isPending(promise)) {
    done();
    return;
  }
  if (waiting.size >= MOST) waiting.delete(waiting.keys().next().value as object);
  waiting.set(promise, done);
  stop ??= promiseHooks.onSettled(look) as () => void;
}

/** The hook speaks before the state changes, and also when a promise takes on another one that is still pending. */
function look(promise: Promise<unknown>): void {
  if (waiting.has(promise)) nextTick(tell, promise);
}

function tell(promise: Promise<unknown>): void {
  const done = waiting.get(promise);
  if (done === undefined || isPending(promise)) return;
  waiting.delete(promise);
  if (waiting.size === 0) {
    stop?.();
    stop = undefined;
  }
  done();
}

/** No other way to ask leaves the promise untouched; nothing of the application's is run or looked into. */
function isPending(promise: Promise<unknown>): boolean {
  const shown = muted(() => inspect(promise, BRIEFLY));
  return /^[^{]*\{\s*<pending>/.test(shown);
}
