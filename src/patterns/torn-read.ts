// A reads one field of an object and in a later turn another one; in between B wrote both in one turn, so A holds
// half of the old state and half of the new. And the mirror: A moves something between two fields in two turns,
// and B reads both in between.

import { firstTurnOf } from '../core/beginnings.ts';
import { changeSide, type Finding, lookSide, type Side } from '../core/finding.ts';
import type { Access, Location } from '../core/location.ts';
import { READ } from '../core/ops.ts';
import { BEFORE, order, started, UNORDERED } from '../core/order.ts';
import { ports } from '../core/ports.ts';
import { STRUCTURE } from '../core/shadow.ts';
import { MAIN } from '../core/tasks.ts';
import { isReading } from '../core/values.ts';
import { accessIn, changes, looksFirst, onlyLooks, shiftOf, stillHolds } from './match.ts';

const NAME = 'torn-read';

/** Looks for a torn read that ends with `second`, a settled access of `location`. */
export function tornRead(location: Location, second: Access): Finding | undefined {
  const { shadow } = location;
  if (shadow.kind !== 'object' || location.key === STRUCTURE) return undefined;
  if (firstTurnOf(second.task) === second.turn) return undefined;
  return onlyLooks(second) ? tornByOther(location, second) : tornForOther(location, second);
}

function tornByOther(location: Location, second: Access): Finding | undefined {
  if (earlierOf(location, second) !== undefined) return undefined;
  const { shadow } = location;
  for (let { batch } = shadow; batch !== undefined; batch = batch.earlier) {
    if (batch.turn >= second.turn) continue;
    const other = accessIn(location, batch.turn);
    if (other === undefined || !changes(other)) continue;
    for (const sibling of shadow.candidates(batch)) {
      if (sibling === location) continue;
      const first = earlierOf(sibling, second);
      if (first === undefined || !onlyLooks(first) || first.turn >= batch.turn) continue;
      const there = accessIn(sibling, batch.turn);
      if (there === undefined || !changes(there) || !belongTogether(there, other)) continue;
      // What the task holds of the first field is still so.
      if (stillHolds(first.seen, there.left)) continue;
      if (!isRace(first, other, second)) continue;
      return result(location, sibling, [lookOf(first), changeSide(other), lookSide(second)]);
    }
  }
  return undefined;
}

/** The mirror needs a transfer: one number gains what the other loses. */
function tornForOther(location: Location, second: Access): Finding | undefined {
  if (shiftOf(second) === 0) return undefined;
  const { shadow } = location;
  for (const sibling of shadow.shifts) {
    if (sibling === location) continue;
    const first = earlierOf(sibling, second);
    if (first === undefined || !areTransfer(first, second)) continue;
    const other = readerOfBoth(sibling, location, first, second);
    if (other === undefined || !isRace(first, other, second)) continue;
    return result(location, sibling, [changeSide(first), lookSide(other), changeSide(second)]);
  }
  return undefined;
}

function readerOfBoth(one: Location, two: Location, first: Access, second: Access): Access | undefined {
  for (let n = 0; n < two.length; n++) {
    const access = two.latest(n);
    if (access.turn <= first.turn) return undefined;
    if (access.turn >= second.turn || !onlyLooks(access) || access.task === second.task) continue;
    const twin = accessIn(one, access.turn);
    if (twin !== undefined && onlyLooks(twin)) return access;
  }
  return undefined;
}

/**
 * Two changes of one turn make one state when both are plain assignments, or when what one number loses the other
 * gains. Other updates in place are statistics, and so are readings of the clock.
 */
function belongTogether(one: Access, two: Access): boolean {
  if (isReading(one.left) || isReading(two.left)) return false;
  if (looksFirst(one) || looksFirst(two)) return areTransfer(one, two);
  return true;
}

/** Steps of one are no transfer: work that begins here and ends there is counted so. */
function areTransfer(one: Access, two: Access): boolean {
  const moved = shiftOf(one);
  return Math.abs(moved) > 1 && Math.abs(moved + shiftOf(two)) < 1e-9;
}

/** The latest access of second's task to a location, up to second's own turn but not second itself. */
function earlierOf(location: Location, second: Access): Access | undefined {
  const oldest = firstTurnOf(second.task);
  if (location.turn < oldest) return undefined;
  const { length } = location;
  for (let n = 0; n < length; n++) {
    const access = location.latest(n);
    if (access.turn < oldest) return undefined;
    if (access.turn > second.turn || access === second || access.task !== second.task) continue;
    return access.turn === second.turn ? undefined : access;
  }
  return undefined;
}

function isRace(first: Access, other: Access, second: Access): boolean {
  if (order(first.turn, second.turn) !== BEFORE || order(other.turn, second.turn) !== UNORDERED) return false;
  if (!started(first.turn, other.turn) && second.task !== MAIN) return true;
  const earlier = changes(first) ? first.writeStack : first.readStack;
  const later = changes(second) ? second.writeStack : second.readStack;
  return ports.sharesActivation(earlier, later);
}

function lookOf(access: Access): Side {
  return (access.ops & READ) !== 0 ? lookSide(access) : changeSide(access);
}

function result(
  location: Location,
  firstAt: Location,
  [first, intervening, second]: [Side, Side, Side],
): Finding {
  return { pattern: NAME, level: 'warning', location, firstAt, first, intervening, second };
}
