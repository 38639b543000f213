// The turn log: which turn runs now and what caused it, in one fixed ring of numbers. Who is before whom is
// answered in order.ts; when turns begin and end is the async driver's business.

import { forgetBeginnings } from './beginnings.ts';
import { counters } from './counters.ts';
import { now } from './now.ts';
import { ports } from './ports.ts';

/** The cause of a turn was overwritten before it was needed: order beyond it is unknown. */
export const LOST = -1;

const STRIDE = 8;
const TURN = 0;
const CREATOR = 1;
const RESOLVER = 2;
const PREVIOUS = 3;
const JOIN = 5;
const OUTER = 6;

/** Turn numbers stay small integers; past this one the log restarts. */
const LAST_TURN = 0x3fffffff;
const JOINS = 1 << 12;

let mask = (1 << 17) - 1;
let log = new Int32Array((mask + 1) * STRIDE);
let times = new Float64Array(mask + 1);
let last = 0;
/** The last turn before the latest time in which nobody watched: what came up to it is forgotten. */
let forgotten = 0;
/** Extra causes of a turn that waited for several others; a ring, addressed from the turn's JOIN field. */
let joins: Int32Array[] = [];
let nextJoin = 1;

/** Called with what must happen between two turns; set by settle.ts to settle the turn that ends. */
let settle: () => void = () => {};
/** Called when the log starts over: everything recorded so far speaks of turns that are gone. */
let restarted: () => void = () => {};

export function onTurnEnd(listener: () => void): void {
  settle = listener;
}

export function onRestart(listener: () => void): void {
  restarted = listener;
}

/**
 * Begins a turn and makes it the running one.
 * @param creator turn in which its async resource was initialised
 * @param resolver turn that resolved the awaited promise
 * @param previous turn of the resource's last activation, or of what ran inside the code that goes on
 * @param outer turn that called into this one synchronously
 * @param task task that owns the turn
 * Each cause is 0 when there is none and {@link LOST} when it is no longer known.
 */
export function openTurn(
  creator: number,
  resolver: number,
  previous: number,
  outer: number,
  task: number,
): number {
  if (now.touched !== 0) settle();
  if (last >= LAST_TURN) restartLog();
  const turn = ++last;
  const at = (turn & mask) * STRIDE;
  log[at + TURN] = turn;
  log[at + CREATOR] = creator;
  log[at + RESOLVER] = resolver;
  log[at + PREVIOUS] = previous;
  log[at + JOIN] = 0;
  log[at + OUTER] = outer;
  times[turn & mask] = 0;
  now.turn = turn;
  now.task = task;
  if ((turn & 7) === 0) eighth();
  return turn;
}

let eighth: () => void = () => {};

/** Sets what is called at the start of every eighth turn. */
export function onEighthTurn(listener: () => void): void {
  eighth = listener;
}

/** Leaves the running turn without beginning another: the host runs code we know nothing about. */
export function closeTurn(): void {
  if (now.touched !== 0) settle();
  now.turn = 0;
  now.task = 0;
}

/** The running turn; code that runs outside every known turn gets one without a cause. */
export function runningTurn(): number {
  return now.turn !== 0 ? now.turn : openTurn(0, 0, 0, 0, 0);
}

/** Adds causes to the running turn: the turns it waited for. */
export function joinTurns(causes: readonly number[]): void {
  if (now.turn === 0 || causes.length === 0) return;
  const at = (now.turn & mask) * STRIDE;
  // A single one takes no place of the ring if the turn awaited no promise.
  if (causes.length === 1 && log[at + RESOLVER] === 0) {
    log[at + RESOLVER] = causes[0] as number;
    return;
  }
  const earlier = joinedBy(now.turn);
  joins[nextJoin % JOINS] = Int32Array.from(earlier ? [...earlier, ...causes] : causes);
  log[at + JOIN] = nextJoin++;
}

/** True while the log still holds the turn. Numbers tell: looking into the log would be a cache miss at each access. */
export function remembers(turn: number): boolean {
  return turn > forgotten && turn <= last && last - turn <= mask;
}

export function creatorOf(turn: number): number {
  return log[(turn & mask) * STRIDE + CREATOR] as number;
}

export function resolverOf(turn: number): number {
  return log[(turn & mask) * STRIDE + RESOLVER] as number;
}

export function previousOf(turn: number): number {
  return log[(turn & mask) * STRIDE + PREVIOUS] as number;
}

export function outerOf(turn: number): number {
  return log[(turn & mask) * STRIDE + OUTER] as number;
}

export function joinedBy(turn: number): Int32Array | undefined {
  const join = log[(turn & mask) * STRIDE + JOIN] as number;
  if (join === 0) return undefined;
  return nextJoin - join < JOINS ? joins[join % JOINS] : LOST_JOIN;
}

const LOST_JOIN = Int32Array.of(LOST);

/** Notes when the running turn first touched something, in milliseconds since the process started. */
export function stampTime(turn: number): void {
  if (times[turn & mask] === 0) times[turn & mask] = ports.time();
}

export function timeOf(turn: number): number {
  return remembers(turn) ? (times[turn & mask] as number) : 0;
}

export function lastTurn(): number {
  return last;
}

/** How many turns the log holds. */
export function logSize(): number {
  return mask + 1;
}

/**
 * Sets the size of the log and empties it.
 * @param bits the log holds 2^bits turns of 40 bytes
 */
export function configureTurns(bits: number): void {
  mask = (1 << bits) - 1;
  log = new Int32Array((mask + 1) * STRIDE);
  times = new Float64Array(mask + 1);
  forgetTurns();
}

/** Starts the log over, as when turn numbers run out: every turn and every access is forgotten. */
export function restartLog(): void {
  counters.restarts++;
  forgetTurns();
}

/** Begins anew after a time in which nobody watched. Numbers go on: whatever has one of before keeps a past one. */
export function forgetPast(): void {
  counters.gaps++;
  forgotten = last;
  forgetBeginnings(last + 1);
  restarted();
}

/** Whether everything up to a turn is forgotten. */
export function isForgotten(turn: number): boolean {
  return forgotten !== 0 && turn <= forgotten;
}

function forgetTurns(): void {
  forgetBeginnings(0);
  forgotten = 0;
  log.fill(0);
  joins = [];
  nextJoin = 1;
  last = 0;
  restarted();
}
