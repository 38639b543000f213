// A walks an array by index over several turns: `for (let i = 0; i < list.length; i++) await use(list[i])`. Meanwhile
// B moves the items that A has passed, so that A skips some or meets them again.

import { changeSide, type Finding, lookSide } from '../core/finding.ts';
import type { Access, Location } from '../core/location.ts';
import { CLEAR, REORDER } from '../core/ops.ts';
import { BEFORE, order, UNORDERED } from '../core/order.ts';
import { ports } from '../core/ports.ts';
import type { Shadow } from '../core/shadow.ts';
import { onlyLooks, wasThere } from './match.ts';

const INDEX = /^[1-9]\d{0,8}$/;
/** How many of the items passed are asked whether they have moved. */
const MOST_PASSED = 64;

/** Looks for a walk by index that goes on with `second`, a look at one item. */
export function indexWalk(location: Location, second: Access): Finding | undefined {
  const { shadow, key } = location;
  if (shadow.kind !== 'array' || !shadow.restructured || !onlyLooks(second)) return undefined;
  if (typeof key !== 'string' || !INDEX.test(key)) return undefined;
  const first = stepBefore(location, Number(key), second);
  if (first === undefined) return undefined;
  // It comes back to where it has been: somebody who moved the items has moved its position with them.
  if (wasThere(location, second.task, first.turn, second.turn)) return undefined;
  const other = moveBetween(location, Number(key), first, second);
  if (other === undefined || !isOneWalk(first, second)) return undefined;
  // The walker started this work itself: it knows.
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

/** The task's latest look at the item before, if that was in an earlier turn. */
function stepBefore({ shadow }: Location, index: number, second: Access): Access | undefined {
  const before = shadow.find(String(index - 1));
  if (before === undefined || before.accessIn(second.turn) !== undefined) return undefined;
  for (let n = 0; n < before.length; n++) {
    const access = before.latest(n);
    if (access.task !== second.task || access.turn > second.turn) continue;
    return onlyLooks(access) ? access : undefined;
  }
  return undefined;
}

/** A foreign change between the two steps that moved an item which the walk had passed. */
function moveBetween({ shadow }: Location, index: number, first: Access, second: Access): Access | undefined {
  const { structure } = shadow;
  for (let n = 0; n < structure.length; n++) {
    const access = structure.latest(n);
    if (access.turn >= second.turn) continue;
    if (access.turn <= first.turn) return undefined;
    if ((access.ops & (REORDER | CLEAR)) === 0 || order(access.turn, second.turn) !== UNORDERED) continue;
    if (hasMoved(shadow, index, access.turn)) return access;
  }
  return undefined;
}

/** Whether that turn moved items from a position before `index` on. */
export function hasMoved(shadow: Shadow, index: number, turn: number): boolean {
  for (let passed = index - 1; passed >= 0 && passed >= index - MOST_PASSED; passed--) {
    const access = shadow.find(String(passed))?.accessIn(turn);
    if (access !== undefined && (access.ops & REORDER) !== 0) return true;
  }
  return false;
}

/** Both looks stand at one place, in one running function or in a callback written in it. */
function isOneWalk(first: Access, second: Access): boolean {
  if (ports.sameLine(first.readStack, second.readStack) !== true) return false;
  return (
    ports.sharesActivation(first.readStack, second.readStack) ||
    ports.inCallbackOf(first.readStack, second.readStack)
  );
}
