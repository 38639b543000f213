// A reads, B writes, A writes or deletes without looking again: B's change is gone. Also A's late deletion of an
// entry that B has replaced since.

import { changeSide, lookSide } from '../core/finding.ts';
import type { Access } from '../core/location.ts';
import { DELETE, PRESENT, WRITE } from '../core/ops.ts';
import { ports } from '../core/ports.ts';
import { isNothing } from '../core/values.ts';
import type { Window } from '../core/window.ts';
import {
  areStamps,
  dependsOn,
  looksFirst,
  type Match,
  onlyLooks,
  type Pattern,
  replaces,
  stillHolds,
} from './match.ts';

export const lostUpdate: Pattern = {
  name: 'lost-update',
  match(window) {
    const { first, second } = window;
    if ((second.ops & (WRITE | DELETE)) === 0 || looksAgain(first, second)) return undefined;
    const other = window.between.find(replaces);
    if (other === undefined || writesWhatIsThere(first, second)) return undefined;
    if (areStamps(other, second)) return undefined;
    if (onlyLooks(first)) return staleWrite(window, other);
    return putsBack(first, second) ? restored(window, other) : lateDelete(window, other);
  },
};

/** Looked again before it wrote, and went by what it saw then. */
function looksAgain(first: Access, second: Access): boolean {
  if (!looksFirst(second)) return false;
  return ports.countsForWrite(first.readStack, second.readStack, second.writeStack);
}

/**
 * Writing what is there already does no harm, unless it says how the old value was changed: two tasks that both read 10
 * and both write 9 may each have counted one down, two that both turn `false` round wanted it as it was.
 */
function writesWhatIsThere(first: Access, second: Access): boolean {
  const { found, left } = second;
  if (!Object.is(left, found)) return false;
  if (Object.is(first.seen, left)) return true;
  if (typeof left === 'number') return typeof first.seen !== 'number';
  return typeof left !== 'boolean' || !turnsRound(first, second);
}

function turnsRound({ readStack }: Access, { writeStack }: Access): boolean {
  return ports.negates(writeStack) && ports.depends(readStack, writeStack) === 'data';
}

/** The same number twice is a count gone wrong where the source computes it, and may be a state (`2`) elsewhere. */
function levelOf(first: Access, second: Access): Match['level'] | undefined {
  if (!Object.is(second.left, second.found) || ports.computes(second.writeStack)) return 'error';
  if (ports.depends(first.readStack, second.writeStack) === 'data') return 'error';
  return ports.onlyTested(first.readStack) ? undefined : 'warning';
}

function staleWrite({ first, second }: Window, other: Access): Match | undefined {
  if (isNothing(first.seen)) return undefined;
  const deletes = (second.ops & DELETE) !== 0;
  if (deletes ? Object.is(first.seen, second.found) : stillHolds(first.seen, second.found)) return undefined;
  if (deletes && first.seen === PRESENT && (other.ops & WRITE) === 0) return undefined;
  if (!dependsOn(first, second)) return undefined;
  const level = levelOf(first, second);
  return (
    level && {
      level,
      first: lookSide(first),
      intervening: changeSide(other),
      second: changeSide(second),
    }
  );
}

/** `const before = x; x = mine; await …; x = before;`: what somebody else has put there since is gone. */
function putsBack(first: Access, second: Access): boolean {
  if (!looksFirst(first) || (second.ops & WRITE) === 0 || !Object.is(first.seen, second.left)) return false;
  return ports.depends(first.readStack, second.writeStack) === 'data';
}

function restored({ first, second }: Window, other: Access): Match | undefined {
  if (Object.is(other.left, first.left)) return undefined;
  return {
    level: 'error',
    first: changeSide(first),
    intervening: changeSide(other),
    second: changeSide(second),
  };
}

function lateDelete({ first, second }: Window, other: Access): Match | undefined {
  if ((first.ops & WRITE) === 0 || (second.ops & DELETE) === 0 || (other.ops & WRITE) === 0) return undefined;
  if (Object.is(first.left, second.found) || Object.is(first.left, other.left)) return undefined;
  return {
    level: 'error',
    first: changeSide(first),
    intervening: changeSide(other),
    second: changeSide(second),
  };
}
