// A reads the list that a field holds, B puts an item into it, A puts another list in its place: one made of what it
// had read, or an empty one once that was sent. B's item is gone, though nobody wrote the field but A.

import { changeSide, type Finding, lookSide } from '../core/finding.ts';
import type { Access, Location } from '../core/location.ts';
import { PRESENT, RESIZE, WRITE } from '../core/ops.ts';
import { BEFORE, order, started, UNORDERED } from '../core/order.ts';
import { ports } from '../core/ports.ts';
import { replacedIn } from '../core/replaced.ts';
import type { Shadow } from '../core/shadow.ts';
import { MAIN } from '../core/tasks.ts';
import { looksFirst, onlyLooks } from './match.ts';

/** Looks for items that are lost when `second` replaces the container they were put into. */
export function replacedContent(location: Location, second: Access): Finding | undefined {
  if ((second.ops & WRITE) === 0 || looksFirst(second)) return undefined;
  const container = replacedIn(location, second.turn);
  const first = container && lookBefore(location, second);
  if (container === undefined || first === undefined || !reliesOn(first, second)) return undefined;
  const other = additionBetween(container, first, second);
  if (other === undefined) return undefined;
  const free = !started(first.turn, other.turn) && second.task !== MAIN;
  if (!free && !ports.sharesActivation(first.readStack, second.writeStack)) return undefined;
  return {
    pattern: 'lost-update',
    level: 'error',
    location,
    first: lookSide(first),
    intervening: changeSide(other),
    second: changeSide(second),
  };
}

/** The task's latest access before, if it only looked and saw the container that is replaced. */
function lookBefore(location: Location, second: Access): Access | undefined {
  for (let n = 0; n < location.length; n++) {
    const access = location.latest(n);
    if (access.turn >= second.turn || access.task !== second.task) continue;
    if (!onlyLooks(access) || !Object.is(access.seen, second.found)) return undefined;
    return order(access.turn, second.turn) === BEFORE ? access : undefined;
  }
  return undefined;
}

/** The new container is made of what was read; or it is empty, since what was read has been handed to what was awaited. */
function reliesOn(first: Access, second: Access): boolean {
  const how = ports.depends(first.readStack, second.writeStack);
  return how === 'data' || (how === 'control' && second.leftEmpty && ports.role(first.readStack) === 'use');
}

/** Something put into the container between the two, of which the task knows nothing. */
function additionBetween({ structure }: Shadow, first: Access, second: Access): Access | undefined {
  for (let n = 0; n < structure.length; n++) {
    const access = structure.latest(n);
    if (access.turn > second.turn) continue;
    if (access.turn <= first.turn) return undefined;
    if (access.task === second.task && order(access.turn, second.turn) !== UNORDERED) return undefined;
    const adds = (access.ops & RESIZE) !== 0 && access.left === PRESENT;
    if (adds && order(access.turn, second.turn) === UNORDERED) return access;
  }
  return undefined;
}
