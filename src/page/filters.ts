// Which races are shown: what can be asked for, and whether a race is asked for.

import { printable } from '../report/printable.ts';
import type { Entry } from './report.ts';

export interface Filters {
  /** Words that must all occur somewhere in the race. */
  text: string;
  /** Part of the location's path. */
  path: string;
  /** Part of the name of a file on one of its stacks. */
  file: string;
  /** Levels to show; all when empty. */
  levels: readonly string[];
  /** Patterns to show; all when empty. */
  patterns: readonly string[];
}

export const NO_FILTERS: Filters = { text: '', path: '', file: '', levels: [], patterns: [] };

export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value.length > 0);
}

/** The entries that meet every filter, in their order. */
export function matching(entries: readonly Entry[], filters: Filters): readonly Entry[] {
  if (!isFiltered(filters)) return entries;
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  const path = filters.path.toLowerCase();
  const file = filters.file.toLowerCase();
  return entries.filter(
    (entry) =>
      allows(filters.levels, entry.race.level) &&
      allows(filters.patterns, entry.race.pattern) &&
      entry.path.toLowerCase().includes(path) &&
      (file === '' || entry.files.some((name) => name.toLowerCase().includes(file))) &&
      (words.length === 0 || words.every((word) => wordsOf(entry).includes(word))),
  );
}

function allows(names: readonly string[], name: string): boolean {
  return names.length === 0 || names.includes(name);
}

/** With `name` added, or taken out when it is there. */
export function toggled(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((each) => each !== name) : [...names, name];
}

const LONGEST = 2000;
const known = new WeakMap<Entry, string>();

/** Everything of a race that a search looks through, made when it is first searched. */
function wordsOf(entry: Entry): string {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const { race } = entry;
  const frames = new Set(race.accesses.flatMap(({ stack }) => stack));
  const text = [
    race.pattern,
    race.level,
    race.fingerprint,
    race.location.path,
    race.message,
    ...race.tasks.map(({ kind, name }) => `${kind} ${name}`),
    ...race.accesses.flatMap(({ trace }) => (trace ? [trace.traceId, trace.spanId] : [])),
    ...[...frames].map((frame) => `${frame.function} ${frame.file}:${frame.line}`),
  ]
    .map((part) => printable(part, LONGEST))
    .join('\n')
    .toLowerCase();
  known.set(entry, text);
  return text;
}
