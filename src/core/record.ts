// The recorder: every access of a watched value comes through here, and nothing is thrown back. The exported functions
// are the hot path: one comparison when the turn has been here already. What follows is decided at the turn's end.

import { noteAccessBy } from './beginnings.ts';
import {
  CAPTURE,
  CAPTURES,
  CHANGED,
  EMPTIED,
  FOUND_EMPTY,
  KNOWN,
  LEFT_EMPTY,
  LOOKED,
  LOOKED_AFTER,
  LOOKED_AGAIN,
  LOOKED_ONCE,
  SAW_EMPTY,
  SAW_PRESENCE,
} from './bits.ts';
import { counters } from './counters.ts';
import { limits } from './limits.ts';
import type { Access, Location } from './location.ts';
import { beginTiming, endTiming, timing } from './meter.ts';
import { now } from './now.ts';
import {
  ABSENT,
  BY_INDEX,
  CHANGES,
  CLEAR,
  DELETE,
  ITERATE,
  PRESENT,
  READ,
  REORDER,
  RESIZE,
  WRITE,
} from './ops.ts';
import { ports, UNTAKEN } from './ports.ts';
import { isLeftOut, sampling } from './sample.ts';
import { noteTouched } from './settle.ts';
import type { Shadow } from './shadow.ts';
import { runningTurn, stampTime } from './turns.ts';
import { isEmpty, isNothing, tokenOf } from './values.ts';

/**
 * A look at a location.
 * @param value the raw value seen; ABSENT when the key is not there, PRESENT when only its presence was asked
 */
export function read(location: Location, value: unknown): void {
  if (location.turn === now.turn && (location.bits & KNOWN) !== 0) {
    location.bits |= LOOKED_AGAIN;
    return;
  }
  recordRead(location, value, READ);
}

/** Notes one more look by a turn that has found nothing at a location and changed nothing; false otherwise. */
export function missesAgain(location: Location): boolean {
  if (location.turn !== now.turn || location.met !== ABSENT) return false;
  if ((location.bits & (KNOWN | CHANGES)) !== KNOWN) return false;
  location.bits |= LOOKED_AGAIN;
  return true;
}

/** A look at a container's size, keys or content as a whole. */
export function look(shadow: Shadow, size: number): void {
  const { structure } = shadow;
  if (structure.turn === now.turn && (structure.bits & KNOWN) !== 0) {
    structure.bits |= LOOKED_AGAIN;
    return;
  }
  recordRead(structure, size === 0 ? ABSENT : size, READ);
}

/**
 * A value put into a location.
 * @param previous the raw value that was there; ABSENT when the key is new
 */
export function write(location: Location, value: unknown, previous: unknown): void {
  recordChange(location, WRITE, value, previous);
  if (previous === ABSENT) recordChange(location.shadow.structure, RESIZE, PRESENT, PRESENT);
}

/** A key that was there is taken away. */
export function remove(location: Location, previous: unknown): void {
  recordChange(location, DELETE, ABSENT, previous);
  recordChange(location.shadow.structure, RESIZE, ABSENT, PRESENT);
}

/** A container that held something is emptied. */
export function clear(shadow: Shadow): void {
  shadow.noteCleared();
  recordChange(shadow.structure, CLEAR, ABSENT, PRESENT);
}

/** Items are added at the end. */
export function append(shadow: Shadow): void {
  recordChange(shadow.structure, RESIZE, PRESENT, PRESENT);
}

/** The last item leaves: the others stay where they are. */
export function removeLast(shadow: Shadow): void {
  recordChange(shadow.structure, RESIZE, ABSENT, PRESENT);
}

/**
 * Items change places or leave.
 * @param byIndex the caller named a position, which it must have learnt before
 */
export function reorder(shadow: Shadow, byIndex: boolean): void {
  recordChange(shadow.structure, byIndex ? REORDER | BY_INDEX : REORDER, PRESENT, PRESENT);
}

/**
 * From this position on, items of an array have moved. Noted where somebody has looked at it, or several tasks met.
 * @param item what was there
 * @param next what is there now
 */
export function moved(shadow: Shadow, index: number, item: unknown, next: unknown): void {
  const key = String(index);
  const location = shadow.structure.shared ? shadow.locate(key) : shadow.find(key);
  if (location !== undefined) recordChange(location, REORDER, next, item);
}

/** Runs `fn` with recording off. */
export function muted<T>(fn: () => T): T {
  now.muted++;
  try {
    return fn();
  } finally {
    now.muted--;
  }
}

/** Notes a turn's first look, and its first one after a change. Exported for walk.ts. */
export function recordRead(location: Location, value: unknown, ops: number): Access | undefined {
  if (now.muted !== 0) return undefined;
  now.muted++;
  try {
    if (sampling.share !== 1 && isLeftOut(location.shadow)) return undefined;
    enter(location);
    const before = location.bits;
    if (ops === READ && (before & CHANGES) !== 0 && (before & LOOKED) === 0) {
      location.bits = before | KNOWN | LOOKED_AFTER;
      location.readStack = captureAt(location);
      return location;
    }
    const bits = before | ops | ((before & LOOKED) === 0 ? LOOKED : LOOKED_AGAIN);
    // Presence alone does not count as a look: the value may be read next, and that is what matters.
    if (value === PRESENT) location.bits = bits | SAW_PRESENCE;
    else location.bits = (bits & ~SAW_PRESENCE) | KNOWN | meet(location, value);
    // A walk is what later steps refer to: its own line counts, not an earlier look's.
    const begins = ops === ITERATE && (before & ITERATE) === 0;
    if (begins || location.readStack === 0) location.readStack = captureAt(location) || location.readStack;
    return location;
  } catch (error) {
    ports.fault('record', error);
    return undefined;
  } finally {
    now.muted--;
    if (timing.since !== 0) endTiming();
  }
}

function recordChange(location: Location, op: number, value: unknown, previous: unknown): void {
  if (now.muted !== 0) return;
  now.muted++;
  try {
    if (sampling.share !== 1 && isLeftOut(location.shadow)) return;
    enter(location);
    if ((location.bits & CHANGES) === 0) beginChange(location, previous);
    location.left = tokenOf(value);
    const others = op === DELETE ? ~WRITE : op === WRITE ? ~DELETE : ~0;
    // The first look that follows is recorded, unless the turn had looked before.
    const known = (location.bits & LOOKED) === 0 ? 0 : KNOWN;
    const bits = (location.bits & others & ~KNOWN) | op | known;
    location.bits = isEmpty(value) ? bits | LEFT_EMPTY | EMPTIED : bits & ~(LEFT_EMPTY | EMPTIED);
  } catch (error) {
    ports.fault('record', error);
  } finally {
    now.muted--;
    if (timing.since !== 0) endTiming();
  }
}

/** Keeps what a look has met, unless the turn knows the location already; returns what is to be said of it. */
function meet(location: Location, value: unknown): number {
  const { bits } = location;
  if ((bits & KNOWN) !== 0) return 0;
  location.met = tokenOf(value);
  // Only what was emptied here can be refilled, so nobody else pays for the look.
  return isNothing(value) || ((bits & EMPTIED) !== 0 && isEmpty(value)) ? SAW_EMPTY : 0;
}

/** The first change of a turn at a location. */
function beginChange(location: Location, previous: unknown): void {
  location.met = tokenOf(previous);
  let bits = (location.bits & ~CAPTURES) | CHANGED;
  if (isEmpty(previous)) bits |= FOUND_EMPTY;
  if ((bits & (LOOKED | LOOKED_AGAIN)) === LOOKED) bits |= LOOKED_ONCE;
  location.bits = bits;
  location.writeStack = captureAt(location);
}

/** Makes the location the running turn's record. */
function enter(location: Location): void {
  const turn = runningTurn();
  if (location.turn === turn) return;
  if ((++counters.accesses & timing.mask) === 0) beginTiming();
  stampTime(turn);
  noteAccessBy(now.task, turn);
  location.begin(turn, now.task);
  noteTouched(location);
}

/** A location that is only ever read needs few stacks; one where tasks meet and write needs all. */
function captureAt(location: Location): number {
  const { bits, changed } = location;
  if (!changed && isOverBudget()) return 0;
  const captures = (bits & CAPTURES) / CAPTURE;
  if (captures >= (changed ? limits.stacksAfterChange : limits.stacksBeforeChange)) return 0;
  location.bits = bits + CAPTURE;
  const { shadow } = location;
  if (ports.contendedOnly && !location.shared && !shadow.shared) return 0;
  return ports.everyStack || shadow.spendStack() ? ports.capture() : UNTAKEN;
}

let budgetedTurn = 0;
let looksOfTurn = 0;

/** A turn that looks at so much that nobody has changed goes over data (a list made into JSON). */
function isOverBudget(): boolean {
  if (budgetedTurn !== now.turn) {
    budgetedTurn = now.turn;
    looksOfTurn = 0;
  }
  return ++looksOfTurn > limits.stacksPerTurn;
}
