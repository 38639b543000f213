// Windows: two accesses of one task to one location, and what others did there in between. Only order and time
// are decided here; whether a window is a race is for the patterns.

import { firstTurnOf } from './beginnings.ts';
import type { Access, Location } from './location.ts';
import { CHANGES, CLEAR } from './ops.ts';
import { BEFORE, order, UNKNOWN, UNORDERED } from './order.ts';

/** A task's two accesses, in different turns and ordered, with the foreign accesses between them. */
export interface Window {
  location: Location;
  first: Access;
  /** In time between the two and not ordered before the second: changes first, each latest first. */
  between: readonly Access[];
  second: Access;
}

const foreign: Access[] = [];

/**
 * The window that ends with `second`: its task's latest ordered access before it, and the foreign ones between.
 * @returns undefined when there is none, or when an order it depends on is unknown
 */
export function windowEndingWith(location: Location, second: Access): Window | undefined {
  const changes = (second.ops & CHANGES) !== 0;
  if (!changes && isUnchanged(location)) return undefined;
  const history = historyOf(location, second);
  if (history === undefined) return undefined;
  let conflicts = false;
  const { length } = history;
  const oldest = firstTurnOf(second.task);
  if (foreign.length > 0) foreign.length = 0;
  for (let n = 0; n < length; n++) {
    const access = history.latest(n);
    if (access.turn >= second.turn) continue;
    if (access.turn < oldest) return undefined;
    conflicts ||= changes || (access.ops & CHANGES) !== 0;
    if (access.task === second.task) {
      if (!conflicts) return undefined;
      const before = order(access.turn, second.turn);
      if (before === UNKNOWN) return undefined;
      if (before === BEFORE) return close(location, access, second);
    }
    foreign.push(access);
  }
  return undefined;
}

/** No change is among the records at hand: looks alone make no window. */
function isUnchanged(location: Location): boolean {
  return !location.shadow.cleared && !location.remembersChange;
}

/** Foreign accesses asked about per window: changes first, since most patterns need one. */
const MOST_CHANGES = 8;
const MOST_LOOKS = 4;
const MOST_ASKED = 16;

function close(location: Location, first: Access, second: Access): Window | undefined {
  const changes: Access[] = [];
  const looks: Access[] = [];
  let asked = 0;
  // Latest first.
  for (const access of foreign) {
    if (access.turn === first.turn) continue;
    const into = (access.ops & CHANGES) !== 0 ? changes : looks;
    if (into.length >= (into === changes ? MOST_CHANGES : MOST_LOOKS) || asked++ >= MOST_ASKED) continue;
    const before = order(access.turn, second.turn);
    if (before === UNORDERED) into.push(access);
    // A helper's access that the task waited for: what came earlier still, the task knows of.
    else if (before === BEFORE && order(first.turn, access.turn) === BEFORE) break;
  }
  const between = [...changes, ...looks];
  return between.length > 0 ? { location, first, between, second } : undefined;
}

interface History {
  readonly length: number;
  latest(n: number): Access;
}

/** A key's own records before `second`, with those that emptied its whole container among them. */
function historyOf(location: Location, second: Access): History | undefined {
  const { shadow } = location;
  if (!shadow.cleared || location === shadow.structure) {
    return second === location ? location.earlier : location;
  }
  const merged: Access[] = [];
  for (let n = 0; n < location.length; n++) merged.push(location.latest(n));
  for (let n = 0; n < shadow.structure.length; n++) {
    const access = shadow.structure.latest(n);
    if ((access.ops & CLEAR) !== 0) merged.push(access);
  }
  merged.sort((a, b) => b.turn - a.turn);
  return { length: merged.length, latest: (n) => merged[n] as Access };
}
