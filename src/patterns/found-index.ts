// A looks up the position of an item, B moves the items, A goes on with the position: it writes to, or opens, another
// item than the one it had found. That a position comes from a search is known only from instrumented source.

import { changeSide, type Finding, lookSide } from '../core/finding.ts';
import type { Access, Location } from '../core/location.ts';
import { READ, REORDER, WRITE } from '../core/ops.ts';
import { BEFORE, order, UNORDERED } from '../core/order.ts';
import { ports } from '../core/ports.ts';
import { hasMoved } from './index-walk.ts';
import { listBefore } from './listed-keys.ts';
import { looksFirst, onlyLooks, wasThere } from './match.ts';

const INDEX = /^\d{1,9}$/;

/** Looks for a position that no longer holds when `second` uses it. */
export function foundIndex(location: Location, second: Access): Finding | undefined {
  const { shadow, key } = location;
  if (shadow.kind !== 'array' || !shadow.restructured) return undefined;
  if (typeof key !== 'string' || !INDEX.test(key)) return undefined;
  const writes = (second.ops & WRITE) !== 0 && !looksFirst(second);
  if (!writes && !onlyLooks(second)) return undefined;
  // Looked up anew, or moved by the task itself, in the turn of the use.
  if (shadow.structure.accessIn(second.turn) !== undefined) return undefined;
  const stack = writes ? second.writeStack : second.readStack;
  const { structure } = shadow;
  for (let n = 0; n < structure.length; n++) {
    const other = structure.latest(n);
    if (other.turn >= second.turn) continue;
    if (looksAnew(other, second, stack)) return undefined;
    if (other.task === second.task) continue;
    if ((other.ops & REORDER) === 0 || order(other.turn, second.turn) !== UNORDERED) continue;
    if (!hasMoved(shadow, Number(key) + 1, other.turn)) continue;
    const first = listBefore(shadow, other, second.turn, second.task, stack);
    if (first === undefined || (!writes && !usesItem(stack))) return undefined;
    if (wasThere(location, second.task, other.turn, second.turn)) return undefined;
    return {
      pattern: writes ? 'check-then-act' : 'check-then-use',
      level: 'error',
      location,
      firstAt: structure,
      first: lookSide(first),
      intervening: changeSide(other),
      second: writes ? changeSide(second) : lookSide(second),
    };
  }
  return undefined;
}

/** The task searches again, before the use. */
function looksAnew(access: Access, second: Access, stack: number): boolean {
  if (access.task !== second.task || (access.ops & READ) === 0) return false;
  return ports.mayList(access.readStack, stack) && order(access.turn, second.turn) === BEFORE;
}

/** Takes the item for the right one; testing a member of it first is how a task finds out that it is not. */
function usesItem(stack: number): boolean {
  return ports.opened(stack) && !ports.rechecked(stack);
}
