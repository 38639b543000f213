// A writes, B writes something else, A reads and takes B's value for its own.

import { changeSide, lookSide } from '../core/finding.ts';
import type { Access, Location } from '../core/location.ts';
import { ABSENT, PRESENT, WRITE } from '../core/ops.ts';
import { ports } from '../core/ports.ts';
import { isNothing, isPrimitive } from '../core/values.ts';
import { areStamps, looksFirst, mayUpdateInPlace, onlyLooks, type Pattern } from './match.ts';

export const overwritten: Pattern = {
  name: 'overwritten',
  match({ location, first, between, second }) {
    if (!onlyLooks(second) || second.seen === PRESENT) return undefined;
    if ((first.ops & WRITE) === 0 || looksFirst(first) || isNothing(first.left)) return undefined;
    if (Object.is(first.left, second.seen)) return undefined;
    const other = between.find((access) => (access.ops & WRITE) !== 0 && !Object.is(access.left, first.left));
    if (other === undefined || mayUpdateInPlace(other) || areStamps(first, other)) return undefined;
    if (hadLooked(location, first) || isListed(location, other, second)) return undefined;
    // A state that others may change, looked at to see whether they did: nobody expects the own value.
    const looksForChange =
      ports.onlyTested(second.readStack) || ports.compares(second.readStack, !isPrimitive(second.seen));
    return {
      level: looksForChange ? 'notice' : 'error',
      first: changeSide(first),
      intervening: changeSide(other),
      second: lookSide(second),
    };
  },
};

/** A list's place belongs to nobody: what was added there came after the own item had left, or all of it is gone over. */
function isListed({ shadow, key }: Location, other: Access, second: Access): boolean {
  if (shadow.kind !== 'array') return false;
  if (other.found === ABSENT) return true;
  const index = Number(key);
  const isLookedAt = (at: number) => shadow.find(String(at))?.accessIn(second.turn) !== undefined;
  return isLookedAt(index - 1) || isLookedAt(index + 1);
}

/** The task had looked before it wrote: it filled or refreshed what all share, and any fresh value will do. */
function hadLooked(location: Location, first: Access): boolean {
  for (let n = 0; n < location.length; n++) {
    const access = location.latest(n);
    if (access.turn < first.turn && access.task === first.task && looksFirst(access)) return true;
  }
  return false;
}
