// A reads, B writes, A reads again and sees another value. Only a notice: whether A minds is not visible here.

import { changeSide, lookSide } from '../core/finding.ts';
import { ports } from '../core/ports.ts';
import { onlyLooks, type Pattern, replaces, stillHolds } from './match.ts';

export const unrepeatableRead: Pattern = {
  name: 'unrepeatable-read',
  match({ first, between, second }) {
    if (ports.lowestRank > 0 || !onlyLooks(first) || !onlyLooks(second)) return undefined;
    if (stillHolds(first.seen, second.seen)) return undefined;
    const other = between.find(replaces);
    // Both looks at one place: polling, or a loop that looks again on purpose.
    if (other === undefined || ports.sameLine(first.readStack, second.readStack) !== false) return undefined;
    return {
      level: 'notice',
      first: lookSide(first),
      intervening: changeSide(other),
      second: lookSide(second),
    };
  },
};
