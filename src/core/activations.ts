// Activations: what the async driver reports. Turns begin and end here, synchronous nesting included; the driver
// only has to know who created, resolved and last activated a resource.

import { now } from './now.ts';
import { closeTurn, openTurn, runningTurn } from './turns.ts';

const DEEPEST = 512;
const outerTurns = new Int32Array(DEEPEST);
const outerTasks = new Int32Array(DEEPEST);
let depth = 0;
/** The main script runs without an activation of its own, and ends without notice. */
let mainRuns = false;

/** The main script begins. */
export function enterMain(): void {
  depth = 0;
  mainRuns = true;
  openTurn(0, 0, 0, 0, 0);
}

/** The main script has run to its end. */
export function leaveMain(): void {
  mainRuns = false;
}

/** An async resource is activated; causes as in `openTurn`. */
export function enter(creator: number, resolver: number, previous: number, task: number): void {
  if (depth === 0 && !mainRuns) {
    depth = 1;
    outerTurns[0] = 0;
    openTurn(creator, resolver, previous, 0, task);
    return;
  }
  enterNested(creator, resolver, previous, task);
}

function enterNested(creator: number, resolver: number, previous: number, task: number): void {
  // An activation whose end was never told: nothing in JavaScript nests this deep in turns.
  if (depth >= DEEPEST) depth = 0;
  outerTurns[depth] = now.turn;
  outerTasks[depth] = now.task;
  depth++;
  openTurn(creator, resolver, previous, now.turn, task);
}

/** The activation ends; the code that called into it, if any, goes on in a turn of its own, after the inner one. */
export function leave(): void {
  if (depth === 0) return;
  depth--;
  const outer = outerTurns[depth] as number;
  if (outer === 0) {
    closeTurn();
    return;
  }
  const inner = now.turn;
  openTurn(outer, inner, 0, 0, outerTasks[depth] as number);
}

/** The rest of the running activation, and all it causes, belongs to `task`. */
export function switchTask(task: number): void {
  openTurn(runningTurn(), 0, 0, 0, task);
}

/** Runs `fn` in a turn of its own that belongs to `task`, nested in the running one. */
export function runNested<T>(task: number, fn: () => T): T {
  enterNested(runningTurn(), 0, 0, task);
  try {
    return fn();
  } finally {
    leave();
  }
}

export function resetActivations(): void {
  depth = 0;
  mainRuns = false;
}
