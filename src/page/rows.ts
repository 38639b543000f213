// The lines of the list: races, and in groups a head for each location.

import type { Entry } from './report.ts';

export type Grouping = 'none' | 'location';

export interface Group {
  /** The location's path as the report has it. */
  location: string;
  /** Safe to show. */
  path: string;
  entries: Entry[];
}

export type Row =
  | { kind: 'group'; group: Group; open: boolean; place: number; of: number }
  | { kind: 'race'; entry: Entry; place: number; of: number };

/**
 * @param closed locations of the groups whose races are not listed
 * @returns rows from top to bottom; `place` and `of` count from 1 within the siblings
 */
export function rowsOf(entries: readonly Entry[], grouping: Grouping, closed: ReadonlySet<string>): Row[] {
  if (grouping === 'none') return racesOf(entries);
  const groups = groupsOf(entries);
  return groups.flatMap((group, index) => {
    const open = !closed.has(group.location);
    const head: Row = { kind: 'group', group, open, place: index + 1, of: groups.length };
    return open ? [head, ...racesOf(group.entries)] : [head];
  });
}

function racesOf(entries: readonly Entry[]): Row[] {
  return entries.map((entry, index) => ({ kind: 'race', entry, place: index + 1, of: entries.length }));
}

/** In the order of each location's first race. */
function groupsOf(entries: readonly Entry[]): Group[] {
  const groups = new Map<string, Group>();
  for (const entry of entries) {
    const location = entry.race.location.path;
    const group = groups.get(location);
    if (group) group.entries.push(entry);
    else groups.set(location, { location, path: entry.path, entries: [entry] });
  }
  return [...groups.values()];
}
