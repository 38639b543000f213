// What the command exits with. The documents and the tests go by this table.

import { RANK } from '../core/finding.ts';
import type { MergedLog } from '../log/model.ts';
import type { Level } from '../report/model.ts';

export const EXIT = {
  ok: 0,
  fault: 1,
  usage: 2,
  races: 66,
} as const;

export const EXIT_MEANS: readonly (readonly [code: number, meaning: string])[] = [
  [EXIT.ok, 'Done; no race of the level asked for.'],
  [EXIT.fault, 'Something went wrong that is not your doing, such as a full disk, or a fault in Racewatch.'],
  [
    EXIT.usage,
    'The arguments or the input cannot be used: an unknown option, no such file, a log of a newer version, a file without any race in its lines.',
  ],
  [EXIT.races, 'Races at or above `--fail-on`, or new ones against a baseline.'],
];

/**
 * The exit code for a log.
 * @param incomplete whether there were lines that only a newer version reads, or files of something else: then nobody
 * knows that there is no race
 */
export function exitCodeOf(log: MergedLog, failOn: Level | 'never', incomplete: boolean): number {
  if (failOn !== 'never') {
    const bad = (level: Level) => RANK[level] >= RANK[failOn];
    // Races that found no room were seen all the same.
    const beyond = (Object.keys(RANK) as Level[]).some((level) => bad(level) && log.beyond[level] > 0);
    if (beyond || log.races.some(({ race }) => bad(race.level))) return EXIT.races;
  }
  return incomplete ? EXIT.usage : EXIT.ok;
}
