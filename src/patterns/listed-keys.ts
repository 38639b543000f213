// A lists the keys of an object, B takes one of them away, A looks that key up in a later turn and goes on without
// asking whether it is still there: `for (const id of Object.keys(all)) { await pause(); all[id].close(); }`.

import { changeSide, type Finding, lookSide } from '../core/finding.ts';
import type { Access, Location } from '../core/location.ts';
import { DELETE, READ } from '../core/ops.ts';
import { BEFORE, order, UNORDERED } from '../core/order.ts';
import { ports } from '../core/ports.ts';
import type { Shadow } from '../core/shadow.ts';
import { isNothing } from '../core/values.ts';
import { onlyLooks } from './match.ts';

/** Looks for a list of keys that no longer holds when `second` finds nothing under one of them. */
export function listedKey(location: Location, second: Access): Finding | undefined {
  const { shadow } = location;
  if (shadow.kind !== 'object' || !shadow.restructured || !onlyLooks(second)) return undefined;
  if (!isNothing(second.seen)) return undefined;
  const other = removalBefore(location, second);
  const first = other && listBefore(shadow, other, second.turn, second.task, second.readStack);
  if (other === undefined || first === undefined || !ports.opened(second.readStack)) return undefined;
  // The task started this work itself: it knows.
  const own = first.task === other.task && order(first.turn, other.turn) === BEFORE;
  return {
    pattern: 'mutation-during-iteration',
    level: own ? 'notice' : 'error',
    location: shadow.structure,
    first: { ...lookSide(first), op: 'iterate' },
    intervening: changeSide(other),
    second: { ...lookSide(second), op: 'iterate' },
  };
}

/** The latest change of the key, if it took the key away and nothing orders it before the look. */
function removalBefore(location: Location, second: Access): Access | undefined {
  for (let n = 0; n < location.length; n++) {
    const access = location.latest(n);
    if (access.turn >= second.turn || !access.changes) continue;
    const takesAway = (access.ops & DELETE) !== 0 && order(access.turn, second.turn) === UNORDERED;
    return takesAway ? access : undefined;
  }
  return undefined;
}

/** The task's look at all keys or items, before the removal, that the key used at `stack` comes from. */
export function listBefore(
  { structure }: Shadow,
  other: Access,
  turn: number,
  task: number,
  stack: number,
): Access | undefined {
  for (let n = 0; n < structure.length; n++) {
    const access = structure.latest(n);
    if (access.turn >= other.turn || access.task !== task || (access.ops & READ) === 0) continue;
    if (order(access.turn, turn) !== BEFORE) continue;
    if (ports.listed(access.readStack, stack)) return access;
  }
  return undefined;
}
