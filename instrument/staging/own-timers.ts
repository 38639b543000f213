// Timers of ours, which nobody notices: they keep no process alive, belong to no task, carry no context of the
// application, and are those of Node, whatever a test library puts in their place later.

import { AsyncResource } from 'node:async_hooks';
import { muted } from '../../src/core/record.ts';
import { noteResource } from '../async/resources.ts';

const { setTimeout: after, setInterval: every, clearTimeout: clear } = globalThis;

/** Made when nothing of the application runs: what it runs has no context. */
const outside = new AsyncResource('RACEWATCH', { requireManualDestroy: true });

/** Calls `act` once. @returns takes it back */
export function afterOwn(milliseconds: number, act: () => unknown): () => void {
  return own(() => after(muted, milliseconds, act));
}

/** Calls `act` again and again. @returns ends it */
export function everyOwn(milliseconds: number, act: () => unknown): () => void {
  return own(() => every(muted, milliseconds, act));
}

function own(make: () => NodeJS.Timeout): () => void {
  const timer = outside.runInAsyncScope(() => muted(make)).unref();
  // Of no type, so that its activations are nobody's.
  noteResource(timer, '', true);
  return () => clear(timer);
}
