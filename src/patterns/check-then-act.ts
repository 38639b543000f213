// A looks and decides, B changes what A saw, A acts on the decision: an update in place that trusts the old check,
// an entry filled twice, an array position remembered while items moved.

import { changeSide, lookSide } from '../core/finding.ts';
import type { Access, Location } from '../core/location.ts';
import { BY_INDEX, CLEAR, ITERATE, PRESENT, READ, REORDER, RESIZE, WRITE } from '../core/ops.ts';
import { BEFORE, order } from '../core/order.ts';
import { ports } from '../core/ports.ts';
import { STRUCTURE } from '../core/shadow.ts';
import { isNothing } from '../core/values.ts';
import type { Window } from '../core/window.ts';
import {
  dependsOn,
  looksFirst,
  type Match,
  onlyGrows,
  onlyLooks,
  type Pattern,
  replaces,
  stillHolds,
  takesBack,
  updatesInPlace,
} from './match.ts';

export const checkThenAct: Pattern = {
  name: 'check-then-act',
  match(window) {
    if (!onlyLooks(window.first)) return undefined;
    return (
      actsOnIndex(window) ??
      removesAnother(window) ??
      exceedsLimit(window) ??
      fillsTwice(window) ??
      doesTwice(window) ??
      updatesBlindly(window)
    );
  },
};

function updatesBlindly(window: Window): Match | undefined {
  const { first, second, location } = window;
  const other = window.between.find(replaces);
  if (other === undefined || stillHolds(first.seen, second.seen) || !updatesInPlace(second)) return undefined;
  // Anything but a number is replaced by what is made of the newest value: `list = [...list, item]`.
  if (typeof second.found !== 'number' && typeof second.found !== 'bigint') return undefined;
  // `if (state === 'open') state = 'closed'` on one line looks again before it acts.
  if (ports.onlyTested(second.readStack)) return undefined;
  // A gauge of work in progress goes up and down whatever a report that shows it has read.
  if (takesBack(location, second) || !decidedOn(first, second)) return undefined;
  if (wasCalled(location, first, second)) return undefined;
  if (!dependsOn(first, second)) return undefined;
  const counts = onlyGrows(other, second) && !isTested(first, second);
  return sides(window, other, counts ? 'notice' : 'error');
}

/** The look decides about the act. */
function isTested({ readStack }: Access, { writeStack }: Access): boolean {
  if (ports.onlyTested(readStack)) return true;
  return ports.role(readStack) === 'test' && ports.depends(readStack, writeStack) === 'control';
}

/** The look and the act are one piece of work: one activation, or a function and a callback written inside it. */
function decidedOn(first: Access, second: Access): boolean {
  return (
    ports.sharesActivation(first.readStack, second.writeStack) ||
    ports.inCallbackOf(first.readStack, second.writeStack)
  );
}

const MOST_FIELDS = 32;

/**
 * Since its look the task has waited for somebody who had this object in hand, as one waits in the queue of a
 * semaphore or a pool: it acts because it was called, not because of what it once saw.
 */
function wasCalled({ shadow }: Location, first: Access, second: Access): boolean {
  let fields = 0;
  for (const location of shadow.touched()) {
    if (++fields > MOST_FIELDS) return false;
    for (let n = 0; n < location.length; n++) {
      const { turn, task } = location.latest(n);
      if (turn <= first.turn) break;
      if (turn < second.turn && task !== second.task && order(turn, second.turn) === BEFORE) return true;
    }
  }
  return false;
}

function fillsTwice(window: Window): Match | undefined {
  const { first, second, location } = window;
  if (!isNothing(first.seen) || (second.ops & WRITE) === 0 || looksFirst(second)) return undefined;
  if (isNothing(second.found)) return undefined;
  // The same value twice does no harm; a member of a Set has no value, it marks that something was done.
  if (Object.is(second.left, second.found) && location.shadow.kind !== 'set') return undefined;
  const other = window.between.find((access) => (access.ops & WRITE) !== 0 && !isNothing(access.left));
  return other && sides(window, other, 'warning');
}

/** `if (!ready) { await prepare(); ready = true; }`: both have prepared. */
function doesTwice(window: Window): Match | undefined {
  const { first, second } = window;
  if (first.seen !== false && !isNothing(first.seen)) return undefined;
  if (second.left !== true || looksFirst(second)) return undefined;
  const other = window.between.find((access) => (access.ops & WRITE) !== 0 && access.left === true);
  if (other === undefined || ports.role(first.readStack) !== 'test') return undefined;
  if (ports.depends(first.readStack, second.writeStack) !== 'control') return undefined;
  return sides(window, other, 'warning');
}

/** `if (pool.size < most) { await make(); pool.add(it); }`: both have found room for one more. */
function exceedsLimit(window: Window): Match | undefined {
  const { first, second, location } = window;
  if (location.key !== STRUCTURE || !adds(second) || looksFirst(second)) return undefined;
  const other = window.between.find(adds);
  if (other === undefined || !ports.decides(first.readStack, second.writeStack)) return undefined;
  if (ports.heldAgainstLimit(first.readStack, second.writeStack)) return sides(window, other, 'error');
  // Empty for both: each did what the first one has to do.
  const wasEmpty = isNothing(first.seen) && ports.role(first.readStack) === 'test';
  return wasEmpty ? sides(window, other, 'warning') : undefined;
}

function adds({ ops, left }: Access): boolean {
  return (ops & RESIZE) !== 0 && left === PRESENT;
}

function actsOnIndex(window: Window): Match | undefined {
  const { first, second } = window;
  if ((second.ops & (READ | ITERATE)) !== 0) return undefined;
  // `list.splice(0, batch.length)` acts on positions as `list.splice(at, 1)` does.
  const byCount =
    ports.keyAt(second.writeStack) === 'splice' &&
    ports.depends(first.readStack, second.writeStack) === 'data';
  if ((second.ops & BY_INDEX) === 0 && !byCount) return undefined;
  const other = window.between.find((access) => (access.ops & (REORDER | CLEAR)) !== 0);
  return other && sides(window, other, 'error');
}

/** `const job = queue[0]; await work(job); queue.shift();`: what leaves is not what was looked at. */
function removesAnother(window: Window): Match | undefined {
  const { first, second, location } = window;
  if (location.key !== '0' || (second.ops & REORDER) === 0 || looksFirst(second)) return undefined;
  if (isNothing(first.seen) || isNothing(second.found) || Object.is(first.seen, second.found))
    return undefined;
  const other = window.between.find((access) => (access.ops & REORDER) !== 0);
  // Who takes the result goes by what it is.
  if (other === undefined || !ports.discards(second.writeStack) || !decidedOn(first, second))
    return undefined;
  return sides(window, other, 'error');
}

function sides({ first, second }: Window, other: Access, level: Match['level']): Match {
  return { level, first: lookSide(first), intervening: changeSide(other), second: changeSide(second) };
}
