// Merged logs for the tests of formats and commands, made of the races of report-races.ts.

import { createHash } from 'node:crypto';
import { Merger } from '../../src/log/merge.ts';
import type { MergedLog } from '../../src/log/model.ts';
import type { FormatContext } from '../../src/report/formats/model.ts';
import type { Race } from '../../src/report/model.ts';
import { RACES } from './report-races.ts';

/** The example races, with a fingerprint each. */
export const DISTINCT: readonly Race[] = Object.entries(RACES).map(([name, race]) => ({
  ...race,
  fingerprint: createHash('sha256').update(name).digest('hex').slice(0, 16),
}));

/** All examples, the first of them seen by a second process as well. */
export function exampleLog(races: readonly Race[] = DISTINCT): MergedLog {
  const merger = new Merger();
  for (const race of races) merger.add(race, 'race.4711.jsonl');
  const [first] = races;
  if (first !== undefined) merger.add({ ...first, pid: 9, time: '2026-11-24T00:00:00.000Z' }, 'race.9.jsonl');
  return merger.merged(['race.4711.jsonl', 'race.9.jsonl'], 0);
}

export const CONTEXT: FormatContext = {
  version: '1.2.3',
  color: false,
  width: 100,
  groupBy: 'none',
  generated: '2026-11-24T01:02:03.004Z',
  codeFrame: () => undefined,
  page: (pattern) => `# ${pattern}\n\nThe page.\n`,
};

type Place = readonly (string | number)[];

/** The places of all values in a value, and one more key in each object. */
export function placesIn(value: unknown, at: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inside = Object.entries(value).flatMap(([key, item]) =>
    placesIn(item, [...at, Array.isArray(value) ? Number(key) : key]),
  );
  const more: Place[] = Array.isArray(value) ? [] : [[...at, 'more']];
  return at.length === 0 ? [...inside, ...more] : [at, ...inside, ...more];
}

/** Puts a value at a place, undefined for none; nothing where the place is gone by now. */
export function put(target: unknown, place: Place, value: unknown): void {
  const last = place.at(-1) as string;
  let holder = target as Record<string, unknown>;
  for (const key of place.slice(0, -1)) {
    holder = holder[key] as Record<string, unknown>;
    if (typeof holder !== 'object' || holder === null) return;
  }
  if (value === undefined) delete holder[last];
  else holder[last] = value;
}
