// The recorder: every access of a watched value comes through here. The exported functions are the hot path:
// one comparison when the turn has been here already. What follows from an access is decided at the turn's end.

import { counters } from './counters.ts';
import { limits } from './limits.ts';
import type { Access, Location } from './location.ts';
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
import { ports } from './ports.ts';
import { noteTouched } from './settle.ts';
import type { Shadow } from './shadow.ts';
import { runningTurn, stampTime } from './turns.ts';
import { isEmpty, isNothing, tokenOf } from './values.ts';

/**
 * A look at a location.
 * @param value the raw value seen; ABSENT when the key is not there, PRESENT when only its presence was asked
 */
export function read(location: Location, value: unknown): void {
  if (location.turn === now.turn && location.seen !== 0) {
    location.looks++;
    return;
  }
  recordRead(location, value, READ);
}

/** A look at a container's size, keys or content as a whole. */
export function look(shadow: Shadow, size: number): void {
  const { structure } = shadow;
  if (structure.turn === now.turn && structure.seen !== 0) {
    structure.looks++;
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
  shadow.cleared = true;
  recordChange(shadow.structure, CLEAR, ABSENT, PRESENT);
}

/** Items are added at the end. */
export function append(shadow: Shadow): void {
  recordChange(shadow.structure, RESIZE, PRESENT, PRESENT);
}

/**
 * Items change places or leave.
 * @param byIndex the caller named a position, which it must have learnt before
 */
export function reorder(shadow: Shadow, byIndex: boolean): void {
  recordChange(shadow.structure, byIndex ? REORDER | BY_INDEX : REORDER, PRESENT, PRESENT);
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

/** Notes a first look of a turn. Exported for walk.ts. */
export function recordRead(location: Location, value: unknown, ops: number): Access | undefined {
  if (now.muted !== 0) return undefined;
  now.muted++;
  try {
    const access = enter(location);
    // A walk is what later steps refer to: its own line counts, not an earlier look's.
    const begins = ops === ITERATE && (access.ops & ITERATE) === 0;
    access.ops |= ops;
    if (access.seen === undefined || access.seen === PRESENT) {
      access.seen = tokenOf(value);
      // Only what was emptied here can be refilled, so nobody else pays for the look.
      access.sawEmpty = isNothing(value) || (location.leftEmpty && isEmpty(value));
    }
    location.looks++;
    // Presence alone does not count as a look: the value may be read next, and that is what matters.
    if (value !== PRESENT) location.seen |= ops;
    if (begins || access.readStack === 0) access.readStack = captureAt(location) || access.readStack;
    return access;
  } catch (error) {
    ports.fault('record', error);
    return undefined;
  } finally {
    now.muted--;
  }
}

function recordChange(location: Location, op: number, value: unknown, previous: unknown): void {
  if (now.muted !== 0) return;
  now.muted++;
  try {
    const access = enter(location);
    if ((access.ops & CHANGES) === 0) {
      access.looks = location.looks;
      access.found = tokenOf(previous);
      access.foundEmpty = isEmpty(previous);
      location.changed = true;
      location.changedIn = access.turn;
      location.captures = 0;
      access.writeStack = captureAt(location);
    }
    access.ops =
      op === DELETE
        ? (access.ops & ~WRITE) | DELETE
        : op === WRITE
          ? (access.ops & ~DELETE) | WRITE
          : access.ops | op;
    access.left = tokenOf(value);
    access.leftEmpty = isEmpty(value);
    location.leftEmpty = access.leftEmpty;
    location.seen |= op;
  } catch (error) {
    ports.fault('record', error);
  } finally {
    now.muted--;
  }
}

/** The running turn's record at a location. */
function enter(location: Location): Access {
  const turn = runningTurn();
  if (location.turn === turn) return location.latest(0);
  counters.accesses++;
  stampTime(turn);
  const { task } = now;
  if (location.task === -1) location.task = task;
  else if (location.task !== task) location.shared = true;
  location.turn = turn;
  location.seen = 0;
  location.looks = 0;
  const access = location.claim(turn, task);
  noteTouched(location, access);
  return access;
}

/** A location that is only ever read needs few stacks; one where tasks meet and write needs all. */
function captureAt(location: Location): number {
  if (!location.changed && isOverBudget()) return 0;
  const most = location.changed ? limits.stacksAfterChange : limits.stacksBeforeChange;
  if (++location.captures > most) return 0;
  if (ports.contendedOnly && !location.shared && !location.shadow.shared) return 0;
  return ports.capture();
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
