// A writes, B reads, A writes again: B has seen a state that A did not mean to show. Worst when A had emptied a
// container and B found nothing where there is something before and after.

import { changeSide, lookSide } from '../core/finding.ts';
import type { Access, Location } from '../core/location.ts';
import { CLEAR, RESIZE, WRITE } from '../core/ops.ts';
import { ports } from '../core/ports.ts';
import { isNothing } from '../core/values.ts';
import { changes, onlyLooks, type Pattern } from './match.ts';

export const dirtyRead: Pattern = {
  name: 'dirty-read',
  match({ location, first, between, second }) {
    if (!changes(first) || (second.ops & (WRITE | RESIZE)) === 0 || second.leftEmpty) return undefined;
    const other = between.find(onlyLooks);
    if (other === undefined) return undefined;
    const refill = other.sawEmpty && emptiesContainer(first);
    if (!refill && ports.lowestRank > 0) return undefined;
    if (!refill && (typeof second.left === 'boolean' || typeof first.left === 'boolean')) return undefined;
    // Writes at one place are progress made in a loop.
    if (ports.sameLine(first.writeStack, second.writeStack) !== false) return undefined;
    if (refill && helpsItself(location, other, second)) return undefined;
    return {
      level: refill ? 'error' : 'notice',
      first: changeSide(first),
      intervening: lookSide(other),
      second: changeSide(second),
    };
  },
};

/** The whole container was emptied, or replaced by an empty one; one missing key alone is an ordinary cache miss. */
function emptiesContainer(first: Access): boolean {
  if (!first.leftEmpty || isNothing(first.found) || first.foundEmpty) return false;
  return (first.ops & CLEAR) !== 0 || ((first.ops & WRITE) !== 0 && !isNothing(first.left));
}

/** The reader filled the gap itself: it was prepared to find nothing. */
function helpsItself(location: Location, other: Access, second: Access): boolean {
  for (let n = 0; n < location.length; n++) {
    const access = location.latest(n);
    if (access.turn >= second.turn || access.turn <= other.turn) continue;
    if (access.task === other.task && changes(access)) return true;
  }
  return false;
}
