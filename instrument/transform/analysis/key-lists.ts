// Which lists of keys and searches for positions the computed keys of a module come from, and what is done with what is
// found there.

import type { SiteFacts } from './analyse.ts';
import type { Point } from './graph.ts';
import { isKin } from './kin.ts';
import { isTest } from './names.ts';
import { Reach } from './reach.ts';
import type { Purpose, Read, Walk, Write } from './walk.ts';

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
        const members = membersOf(walk.reads.get(read.row));
        if (members.length > 0) known.opened = true;
        if (members.some(isTest)) known.rechecked = true;
      }
    });
  }
}

/** The members asked for where it stands, or of the variables that keep it, unless one of these is tested. */
function membersOf(read: Read | undefined): readonly Purpose[] {
  if (read === undefined || typeof read.purpose === 'string') return read?.members ?? [];
  if (read.purpose.some(({ isTested }) => isTested)) return [];
  return read.purpose.flatMap(({ members }) => members);
}
