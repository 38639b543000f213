// What the patterns share: the questions they ask of accesses, and the two rules that hold for all of them.

import type { Finding, Level, Side } from '../core/finding.ts';
import type { Access, Location } from '../core/location.ts';
import { ABSENT, CHANGES, CLEAR, DELETE, PRESENT, READ, WRITE } from '../core/ops.ts';
import { started } from '../core/order.ts';
import { ports } from '../core/ports.ts';
import { MAIN } from '../core/tasks.ts';
import { isNothing, isPrimitive, isReading } from '../core/values.ts';
import type { Window } from '../core/window.ts';

/** A pattern looks at a window and says what it is, or nothing. */
export interface Pattern {
  readonly name: string;
  match(window: Window): Match | undefined;
}

export interface Match {
  level: Level;
  first: Side;
  intervening: Side;
  second: Side;
}

export function changes(access: Access): boolean {
  return (access.ops & CHANGES) !== 0;
}

/** Puts a value into the key, or takes it away. */
export function replaces(access: Access): boolean {
  return (access.ops & (WRITE | DELETE | CLEAR)) !== 0;
}

export function onlyLooks(access: Access): boolean {
  return (access.ops & READ) !== 0 && !changes(access);
}

/** Looked before it changed anything. */
export function looksFirst(access: Access): boolean {
  return (access.ops & READ) !== 0;
}

/** `n++`, `map.set(k, map.get(k) + 1)`: the only look is part of the statement that writes. */
export function updatesInPlace(access: Access): boolean {
  return looksOnce(access) && ports.sameLine(access.readStack, access.writeStack) === true;
}

/** As {@link updatesInPlace}, in favour of the accused: true as well when the stacks are no longer remembered. */
export function mayUpdateInPlace(access: Access): boolean {
  return looksOnce(access) && ports.sameLine(access.readStack, access.writeStack) !== false;
}

function looksOnce(access: Access): boolean {
  return (access.ops & READ) !== 0 && (access.ops & WRITE) !== 0 && access.lookedOnce;
}

/** Whether what a task saw earlier still held when another look (or change) found `later`. */
export function stillHolds(seen: unknown, later: unknown): boolean {
  if (seen === PRESENT) return later !== ABSENT;
  if (later === PRESENT) return seen !== ABSENT;
  return Object.is(seen, later) || (isNothing(seen) && isNothing(later));
}

/** Numbers that only grow are counters: adding to one later needs no fresh look. */
export function onlyGrows(...accesses: readonly Access[]): boolean {
  return accesses.every(
    ({ found, left }) =>
      typeof left === 'number' && (isNothing(found) || (typeof found === 'number' && left > found)),
  );
}

/** A number or a word that was only handed to what was awaited decides nothing. */
export function dependsOn({ readStack, seen }: Access, { writeStack }: Access): boolean {
  const how = ports.depends(readStack, writeStack);
  if (how === 'none') return false;
  return how !== 'control' || ports.role(readStack) === 'test' || !isPrimitive(seen);
}

/** Readings of the clock ("last seen") depend on nothing that was read, and the later one is right. */
export function areStamps(...accesses: readonly Access[]): boolean {
  return accesses.every(({ left }) => isReading(left));
}

/** What a turn did at a location, if it did anything there. */
export function accessIn(location: Location, turn: number): Access | undefined {
  return location.accessIn(turn);
}

/** Whether the task itself was at a location from one turn on, before another. */
export function wasThere(location: Location, task: number, from: number, before: number): boolean {
  for (let n = 0; n < location.length; n++) {
    const access = location.latest(n);
    if (access.turn < from) return false;
    if (access.task === task && access.turn < before) return true;
  }
  return false;
}

/** How much an access changed the number it found; 0 for anything else. */
export function shiftOf(access: Access): number {
  if ((access.ops & WRITE) === 0 || !looksFirst(access)) return 0;
  const { found, left } = access;
  return typeof found === 'number' && typeof left === 'number' ? left - found : 0;
}

/** The task takes back what it added to a number, or the other way round: a gauge of work in progress. */
export function takesBack(location: Location, second: Access): boolean {
  const shift = shiftOf(second);
  if (shift === 0) return false;
  for (let n = 0; n < location.length; n++) {
    const access = location.latest(n);
    if (access.task === second.task && access.turn < second.turn && shiftOf(access) === -shift) return true;
  }
  return false;
}

/**
 * The two rules for every window. Where the foreign access was started by the first one, or the two belong to no
 * task of their own, they must stand in one function activation: else a parent's look before it forks children
 * would seem a race among the children, and two events of one emitter would seem one piece of work.
 */
export function standsTogether(window: Window, other: Access, first: Side, second: Side): boolean {
  const descends = started(window.first.turn, other.turn);
  if (!descends && window.second.task !== MAIN) return true;
  return ports.sharesActivation(first.stack, second.stack);
}

export function finding(pattern: Pattern, window: Window, match: Match): Finding {
  return { pattern: pattern.name, location: window.location, ...match };
}
