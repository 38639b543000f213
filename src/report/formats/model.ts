// What every format is given beside the log, and what the formats share: titles, sites, groups, counts.

import type { MergedLog, MergedRace } from '../../log/model.ts';
import type { AccessRole, Frame, Level, PatternName, Race } from '../model.ts';
import { printable } from '../printable.ts';
import { siteOf } from '../site.ts';
import { plural } from '../words.ts';

export type GroupBy = 'none' | 'location' | 'pattern' | 'file';

/** The same log and the same context give the same text. */
export interface FormatContext {
  /** Of Racewatch. */
  readonly version: string;
  readonly color: boolean;
  /** Columns in which sentences are broken. */
  readonly width: number;
  readonly groupBy: GroupBy;
  /** ISO 8601, when the report was made. */
  readonly generated: string;
  /** Some lines of source around a frame; undefined where the source cannot be read. */
  readonly codeFrame: (frame: Frame) => string | undefined;
  /** The page of a pattern, Markdown; empty when the pages are not there. */
  readonly page: (pattern: PatternName) => string;
}

/** A log as the text of one format, with a line end after the last line. */
export type Format = (log: MergedLog, context: FormatContext) => string;

export interface Group {
  /** Empty when nothing is grouped. */
  readonly title: string;
  readonly races: readonly MergedRace[];
}

const LEVELS: readonly Level[] = ['error', 'warning', 'notice'];

/** `lost-update on app.locals.inventory["sku-1"]`, safe to show. */
export function titleOf({ pattern, location }: Race): string {
  return `${pattern} on ${printable(location.path)}`;
}

/** Where a person should look first: the site of the access that did the harm. */
export function mainSite(race: Race): Frame | undefined {
  const inOrder: AccessRole[] = ['second', 'intervening', 'first'];
  const sites = inOrder.flatMap((role) => siteOfRole(race, role) ?? []);
  return sites.find((site) => site.file !== '' && !site.file.startsWith('node:')) ?? sites[0];
}

/** The site of the access in this role; of several, the first one's. */
export function siteOfRole(race: Race, role: AccessRole): Frame | undefined {
  const access = race.accesses.find((candidate) => candidate.role === role);
  return access && siteOf(access.stack);
}

/** `src/shop.ts:33`, safe to show. */
export function placeOf(frame: Frame | undefined): string {
  return frame === undefined ? 'unknown site' : `${printable(frame.file)}:${frame.line}`;
}

/** The location without the keys that are data: `app.locals.inventory[*]`. */
export function generalPath(path: string): string {
  return path.replace(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, '[*]');
}

/** The races by location, pattern or file, in the order in which the groups are met. */
export function groupsOf(races: readonly MergedRace[], by: GroupBy): Group[] {
  if (by === 'none') return [{ title: '', races }];
  const groups = new Map<string, MergedRace[]>();
  for (const merged of races) {
    const key = keyOf(merged.race, by);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [merged]);
    else group.push(merged);
  }
  return [...groups].map(([title, members]) => ({ title: printable(title), races: members }));
}

function keyOf(race: Race, by: Exclude<GroupBy, 'none'>): string {
  if (by === 'pattern') return race.pattern;
  return by === 'file' ? (mainSite(race)?.file ?? 'unknown file') : generalPath(race.location.path);
}

/** `2 errors, 1 notice`; empty for no race. */
export function levelCounts(races: readonly MergedRace[]): string {
  return LEVELS.map((level) => [level, races.filter(({ race }) => race.level === level).length] as const)
    .filter(([, number]) => number > 0)
    .map(([level, number]) => plural(number, level))
    .join(', ');
}

/** `2 files (a.jsonl, b.jsonl), 2 processes, first 2026-…, last 2026-…`; empty for a single sighting. */
export function whereSeen({
  race,
  files,
  moreFiles,
  pids,
  morePids,
  firstSeen,
  lastSeen,
}: MergedRace): string {
  if (race.count === 1 || (files.length === 1 && pids.length === 1 && firstSeen === lastSeen)) return '';
  const named = files.slice(0, 3).map((file) => printable(file));
  const rest = files.length + moreFiles - named.length;
  const list = `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const processes = pids.length === 1 ? `process ${pids[0]}` : `${pids.length + morePids} processes`;
  return `Seen in ${list}; ${processes}; first ${printable(firstSeen)}, last ${printable(lastSeen)}`;
}

/** All sightings in a log. */
export function sightingsIn(log: Pick<MergedLog, 'races'>): number {
  return log.races.reduce((sum, { race }) => sum + race.count, 0);
}

/** Lines that are no race, of any kind. */
export function damagedLines(log: Pick<MergedLog, 'damage'>): number {
  return log.damage.reduce((sum, { count }) => sum + count, 0);
}
