// A puts a fresh object where others find it, B uses it, A goes on filling it in: B has seen it half made.

import { changeSide, type Finding, lookSide } from '../core/finding.ts';
import type { Access, Location } from '../core/location.ts';
import { WRITE } from '../core/ops.ts';
import { BEFORE, order, UNORDERED } from '../core/order.ts';
import { STRUCTURE } from '../core/shadow.ts';
import { MAIN } from '../core/tasks.ts';
import { isNothing } from '../core/values.ts';
import { accessIn, onlyLooks, replaces } from './match.ts';

/** Looks for a reader that came between an object's publication and `second`, a later write of its publisher. */
export function unsafePublication(location: Location, second: Access): Finding | undefined {
  const { publication } = location.shadow;
  if (publication === undefined || publication.task !== second.task || second.task === MAIN) return undefined;
  if ((second.ops & WRITE) === 0 || publication.turn >= second.turn) return undefined;
  if (location.key === STRUCTURE) return undefined;
  for (let n = 0; n < location.length; n++) {
    const access = location.latest(n);
    if (access.turn >= second.turn) continue;
    if (access.turn <= publication.turn) return undefined;
    // The publisher has filled it in before: what follows is an ordinary change.
    if (access.task === second.task && !onlyLooks(access)) return undefined;
    if (access.task === second.task || !onlyLooks(access) || !access.sawEmpty) continue;
    if (order(access.turn, second.turn) !== UNORDERED) continue;
    if (order(publication.turn, second.turn) !== BEFORE) return undefined;
    if (saysItself(location, access, second)) return undefined;
    return {
      pattern: 'unsafe-publication',
      level: 'warning',
      location,
      first: {
        op: 'write',
        task: publication.task,
        turn: publication.turn,
        value: undefined,
        stack: publication.stack,
      },
      intervening: lookSide(access),
      second: changeSide(second),
    };
  }
  return undefined;
}

/**
 * The object says itself how far it is: the turn that fills the gap also changes a field (`status`) that the reader
 * looked at together with the gap.
 */
function saysItself({ shadow }: Location, reader: Access, filler: Access): boolean {
  for (const sibling of shadow.touched()) {
    const filled = sibling.changed ? accessIn(sibling, filler.turn) : undefined;
    if (filled === undefined || !replaces(filled) || isNothing(filled.found)) continue;
    const looked = accessIn(sibling, reader.turn);
    if (looked !== undefined && onlyLooks(looked)) return true;
  }
  return false;
}
