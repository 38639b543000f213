// Activations: what the async driver reports. Turns begin and end here, synchronous nesting included; the driver
// only has to know who created, resolved and last activated a resource.

import { now } from './now.ts';
import { passing } from './passing.ts';
import { ports } from './ports.ts';
import { closeTurn, openTurn, runningTurn } from './turns.ts';

const DEEPEST = 512;
const outerTurns = new Int32Array(DEEPEST);
const outerTasks = new Int32Array(DEEPEST);
let depth = 0;
/** The main script runs without an activation of its own, and ends without notice. */
let mainRuns = false;

/** Something of the application's that carries the task from turn to turn, in place of the driver. */
export interface TaskCarrier {
  /** The rest of the running activation, and all it starts, carries the task. */
  enter(task: number): void;
  /** Runs `fn`, and all it starts, carrying the task. */
  run<T>(task: number, fn: () => T): T;
  /** The carried task; 0 for none. */
  current(): number;
}

let carrier: TaskCarrier | undefined;

/** Sets what carries tasks; undefined leaves it to the driver. */
export function carryTasksBy(chosen: TaskCarrier | undefined): void {
  carrier = chosen;
}

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
  const outer = certainlyNested() ? now.turn : 0;
  push();
  openTurn(creator, resolver, previous, outer, carrier === undefined ? task : carrier.current());
}

/** With nothing on the stack, a turn that seems to run may be one whose end was not told. */
function certainlyNested(): boolean {
  return depth > 0 || mainRuns;
}

function push(): void {
  // An activation whose end was never told: nothing in JavaScript nests this deep in turns.
  if (depth >= DEEPEST) depth = 0;
  outerTurns[depth] = now.turn;
  outerTasks[depth] = now.task;
  depth++;
}

/** The activation of `enter` ends; the code that called into it, if any, goes on after it in a turn of its own. */
export function leave(): void {
  if (depth > 1 || mainRuns) {
    resume();
  } else {
    depth = 0;
    closeTurn();
  }
}

function resume(): void {
  if (depth === 0) return;
  depth--;
  openTurn(outerTurns[depth] as number, 0, now.turn, 0, outerTasks[depth] as number);
}

/**
 * An activation whose end will not be told: the next begin ends it. Right for a driver that does not listen to ends,
 * because nearly all activations start on an empty stack; `beginScope` tells of the others.
 */
export function enterUntold(creator: number, resolver: number, previous: number, task: number): void {
  openTurn(
    creator,
    resolver,
    previous,
    certainlyNested() ? now.turn : 0,
    carrier === undefined ? task : carrier.current(),
  );
}

/** Code begins that calls into other activations; `endScope` tells when it has the floor again. */
export function beginScope(): void {
  try {
    runningTurn();
    push();
  } catch (error) {
    ports.fault('scope', error);
  }
}

/** The code of `beginScope` goes on: in a turn of its own if there were others meanwhile. */
export function endScope(): void {
  try {
    if (depth > 0 && now.turn === outerTurns[depth - 1]) depth--;
    else resume();
  } catch (error) {
    ports.fault('scope', error);
  }
}

/** The rest of the running activation, and all it causes, belongs to `task`. */
export function switchTask(task: number): void {
  openTurn(runningTurn(), 0, 0, 0, task);
  carrier?.enter(task);
}

/**
 * Runs `fn` in a turn of its own that belongs to `task`, nested in the running one. Throws only what `fn` throws. Each
 * frame of ours would take one from the stacks inside, so there is only this.
 */
export function runNested<T>(task: number, fn: () => T): T {
  try {
    const outer = runningTurn();
    push();
    openTurn(outer, 0, 0, 0, task);
  } catch (error) {
    ports.fault('task', error);
    return fn();
  }
  try {
    return carrier === undefined ? fn() : passing('task', (call) => carried(task, call), fn);
  } finally {
    endNested();
  }
}

function carried<T>(task: number, fn: () => T): T {
  return carrier === undefined ? fn() : carrier.run(task, fn);
}

function endNested(): void {
  try {
    resume();
  } catch (error) {
    ports.fault('task', error);
  }
}

export function resetActivations(): void {
  depth = 0;
  mainRuns = false;
}
