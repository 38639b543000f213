// A tests what it sees, B changes it so that the test would come out otherwise, A uses it without testing again. Known
// only where the source was instrumented: elsewhere it is an unrepeatable read.

import { changeSide, lookSide } from '../core/finding.ts';
import type { Access } from '../core/location.ts';
import { ABSENT } from '../core/ops.ts';
import { ports } from '../core/ports.ts';
import { onlyLooks, type Pattern, replaces } from './match.ts';

export const checkThenUse: Pattern = {
  name: 'check-then-use',
  match({ first, between, second }) {
    if (!onlyLooks(first) || !onlyLooks(second)) return undefined;
    if (!holds(first.seen) || holds(second.seen)) return undefined;
    const other = between.find((access) => replaces(access) && takesAway(access));
    if (other === undefined) return undefined;
    if (!isTested(first.readStack) || ports.role(second.readStack) !== 'use') return undefined;
    if (!ports.sharesActivation(first.readStack, second.readStack)) return undefined;
    return {
      level: 'error',
      first: lookSide(first),
      intervening: changeSide(other),
      second: lookSide(second),
    };
  },
};

/** In a condition, or in what a helper answers. */
function isTested(capture: number): boolean {
  return ports.role(capture) === 'test' || ports.onlyTested(capture);
}

/** What a test for truth says of a token. */
function holds(token: unknown): boolean {
  return Boolean(token) && token !== ABSENT;
}

function takesAway({ left }: Access): boolean {
  return !holds(left);
}
