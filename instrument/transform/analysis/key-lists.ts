// Which lists of keys and searches for positions the computed keys of a module come from, and what is done with what is
// found there.

import type { SiteFacts } from './analyse.ts';
import type { Point } from './graph.ts';
import { isKin } from './kin.ts';
import { Reach } from './reach.ts';
import type { Read, Walk, Write } from './walk.ts';

/** Sends every list of keys through the graph and notes at which computed keys it arrives. */
export function traceKeys(walk: Walk, facts: Map<number, SiteFacts>): void {
  const byKey = new Map<Point, Write[]>();
  for (const read of walk.keyed) byKey.set(read.value, [...(byKey.get(read.value) ?? []), read]);
  const reach = new Reach(walk.graph, walk.lists.size);
  for (const row of walk.lists) {
    const list = walk.reads.get(row);
    if (list === undefined) continue;
    reach.from(list.source, undefined, (point, firmly) => {
      for (const read of byKey.get(point) ?? []) {
        const known = facts.get(read.row);
        if (!firmly || known === undefined || !isKin(list.fn, read.fn)) continue;
        known.listed = [...(known.listed ?? []), row];
        if (isOpened(walk.reads.get(read.row))) known.opened = true;
      }
    });
  }
}

/** Asked for a member where it stands, or kept in variables that are, and never tested. */
function isOpened(read: Read | undefined): boolean {
  if (read === undefined || typeof read.purpose === 'string') return read?.opened === true;
  return read.purpose.some(({ isOpened }) => isOpened) && !read.purpose.some(({ isTested }) => isTested);
}
