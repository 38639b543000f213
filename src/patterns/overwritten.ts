// A writes, B writes something else, A reads and takes B's value for its own.

import { changeSide, lookSide } from '../core/finding.ts';
import { PRESENT, WRITE } from '../core/ops.ts';
import { ports } from '../core/ports.ts';
import { areStamps, isNothing, looksFirst, onlyLooks, type Pattern, updatesInPlace } from './match.ts';

export const overwritten: Pattern = {
  name: 'overwritten',
  match({ first, between, second }) {
    if (!onlyLooks(second) || second.seen === PRESENT) return undefined;
    if ((first.ops & WRITE) === 0 || looksFirst(first) || isNothing(first.left)) return undefined;
    if (Object.is(first.left, second.seen)) return undefined;
    const other = between.find((access) => (access.ops & WRITE) !== 0 && !Object.is(access.left, first.left));
    if (other === undefined || updatesInPlace(other) || areStamps(first, other)) return undefined;
    // A state that others may change, looked at to see whether they did: nobody expects the own value.
    const looksForChange = ports.onlyTested(second.readStack);
    return {
      level: looksForChange ? 'notice' : 'error',
      first: changeSide(first),
      intervening: changeSide(other),
      second: lookSide(second),
    };
  },
};
