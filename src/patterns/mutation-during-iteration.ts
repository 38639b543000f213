// A walks a container over several turns; B adds or removes something meanwhile.

import type { Finding } from '../core/finding.ts';
import { changeSide } from '../core/finding.ts';
import { CLEAR, REORDER, RESIZE } from '../core/ops.ts';
import { BEFORE, order, UNORDERED } from '../core/order.ts';
import type { Shadow } from '../core/shadow.ts';
import type { Step } from '../core/walk.ts';

/** Looks for a foreign change of the container's keys between two steps of one iteration. */
export function mutationDuringIteration(shadow: Shadow, from: Step, to: Step): Finding | undefined {
  const { structure } = shadow;
  // An iterator handed round among tasks is nobody's walk.
  if (from.task !== to.task) return undefined;
  for (let n = 0; n < structure.length; n++) {
    const access = structure.latest(n);
    if (access.turn >= to.turn) continue;
    if (access.turn <= from.turn) return undefined;
    if ((access.ops & (RESIZE | REORDER | CLEAR)) === 0) continue;
    if (order(access.turn, to.turn) !== UNORDERED) continue;
    // The walker started this work itself: it knows.
    const own = order(from.turn, access.turn) === BEFORE && from.task === access.task;
    return {
      pattern: 'mutation-during-iteration',
      level: own ? 'notice' : 'error',
      location: structure,
      first: { op: 'iterate', task: from.task, turn: from.turn, value: undefined, stack: from.stack },
      intervening: changeSide(access),
      second: { op: 'iterate', task: to.task, turn: to.turn, value: undefined, stack: to.stack },
    };
  }
  return undefined;
}
