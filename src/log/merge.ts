// Sightings added up by fingerprint, in bounded memory: when there is no room, the lowest level gives way.

import { RANK } from '../core/finding.ts';
import type { Level, Race } from '../report/model.ts';
import { foreignSchema, isRace } from './guard.ts';
import type { Line } from './lines.ts';
import type { Damage, DamageKind, MergedLog, MergedRace } from './model.ts';

/** Different races held at a time, unless told otherwise. */
export const MOST_RACES = 10_000;
/** Bytes of the lines whose races are held: ten thousand of the longest would be 40 GB. */
export const MOST_BYTES = 256 * 1024 * 1024;
/** Files and processes named per race. */
const MOST_NAMED = 100;

const FROM_LOWEST: readonly Level[] = ['notice', 'warning', 'error'];

interface Entry {
  race: Race;
  /** Of the line that the race came from. */
  bytes: number;
  count: number;
  readonly files: Set<string>;
  moreFiles: number;
  readonly pids: Set<number>;
  morePids: number;
  firstSeen: string;
  lastSeen: string;
}

export interface MergeOptions {
  /** Different races held at a time. */
  readonly most?: number;
  /** Bytes of their lines held at a time. */
  readonly mostBytes?: number;
  /** The lowest level that is kept; further ones are counted. */
  readonly level?: Level;
}

/** What one line turned out to be. */
export type Taken = Race | DamageKind | 'blank';

export class Merger {
  private readonly most: number;
  private readonly mostBytes: number;
  private bytes = 0;
  private full: MergedLog['full'];
  private readonly lowest: number;
  private readonly held: Record<Level, Map<string, Entry>> = {
    error: new Map(),
    warning: new Map(),
    notice: new Map(),
  };
  private readonly damage = new Map<DamageKind, { count: number; first: string; detail: string }>();
  private readonly beyond: Record<Level, number> = { error: 0, warning: 0, notice: 0 };
  private lines = 0;
  private below = 0;

  constructor({ most = MOST_RACES, mostBytes = MOST_BYTES, level = 'notice' }: MergeOptions = {}) {
    this.most = most;
    this.mostBytes = mostBytes;
    this.lowest = RANK[level];
  }

  /** Different races held now. */
  get size(): number {
    return FROM_LOWEST.reduce((sum, level) => sum + this.held[level].size, 0);
  }

  /** Takes a line of a file. Never throws: what is no race is counted. */
  line(line: Line, file: string): Taken {
    const { taken, detail } = readLine(line);
    if (taken === 'blank') return taken;
    this.lines++;
    if (typeof taken === 'string') this.damaged(taken, `${file}:${line.number}`, detail);
    else this.add(taken, file, line.text.length);
    return taken;
  }

  /**
   * Takes a sighting.
   * @param bytes length of its line
   */
  add(race: Race, file: string, bytes = 0): void {
    if (RANK[race.level] < this.lowest) {
      this.below += race.count;
      return;
    }
    const known = this.find(race.fingerprint);
    if (known !== undefined) this.sighted(known, race, file, bytes);
    else if (this.makeRoom(race.level, bytes)) {
      this.held[race.level].set(race.fingerprint, entryOf(race, file, bytes));
      this.bytes += bytes;
    } else {
      this.beyond[race.level] += race.count;
    }
  }

  /** What came of it. Entries may still be added afterwards, as to a log that is followed. */
  merged(sources: readonly string[], bytes: number, unread: readonly string[] = []): MergedLog {
    const entries = [...FROM_LOWEST]
      .reverse()
      .flatMap((level) => [...this.held[level].values()].sort(inOrder));
    return {
      races: entries.map(mergedOf),
      sources,
      bytes,
      lines: this.lines,
      damage: [...this.damage].map(([kind, rest]): Damage => ({ kind, ...rest })),
      below: this.below,
      beyond: { ...this.beyond },
      full: this.full,
      unread,
    };
  }

  private damaged(kind: DamageKind, place: string, detail: string): void {
    const known = this.damage.get(kind);
    if (known === undefined) this.damage.set(kind, { count: 1, first: place, detail });
    else known.count++;
  }

  private find(fingerprint: string): Entry | undefined {
    const { error, warning, notice } = this.held;
    return error.get(fingerprint) ?? warning.get(fingerprint) ?? notice.get(fingerprint);
  }

  private sighted(entry: Entry, race: Race, file: string, bytes: number): void {
    entry.count = Math.min(entry.count + race.count, Number.MAX_SAFE_INTEGER);
    if (entry.files.has(file) || entry.files.size < MOST_NAMED) entry.files.add(file);
    else entry.moreFiles++;
    if (entry.pids.has(race.pid) || entry.pids.size < MOST_NAMED) entry.pids.add(race.pid);
    else entry.morePids++;
    if (race.time < entry.firstSeen) entry.firstSeen = race.time;
    if (race.time > entry.lastSeen) entry.lastSeen = race.time;
    const { level } = entry.race;
    if (RANK[race.level] <= RANK[level]) return;
    this.held[level].delete(race.fingerprint);
    this.held[race.level].set(race.fingerprint, entry);
    if (this.bytes - entry.bytes + bytes > this.mostBytes) {
      entry.race = { ...entry.race, level: race.level };
      return;
    }
    this.bytes += bytes - entry.bytes;
    entry.bytes = bytes;
    entry.race = race;
  }

  /** Gives up races of levels below this one until there is room. */
  private makeRoom(level: Level, bytes: number): boolean {
    for (;;) {
      const short = this.shortOf(bytes);
      if (short === undefined) return true;
      this.full ??= short;
      if (!this.giveUpBelow(level)) return false;
    }
  }

  private shortOf(bytes: number): MergedLog['full'] {
    if (this.size >= this.most) return 'races';
    return this.bytes + bytes > this.mostBytes ? 'bytes' : undefined;
  }

  /** Gives up the oldest race of the lowest level below this one; false when there is none. */
  private giveUpBelow(level: Level): boolean {
    for (const lower of FROM_LOWEST.slice(0, RANK[level])) {
      for (const [fingerprint, entry] of this.held[lower]) {
        this.held[lower].delete(fingerprint);
        this.bytes -= entry.bytes;
        this.beyond[lower] += entry.count;
        return true;
      }
    }
    return false;
  }
}

/** What a line holds; `detail` is the schema of a newer one. Never throws. */
export function readLine(line: Line): { taken: Taken; detail: string } {
  if (line.tooLong) return { taken: 'too-long', detail: '' };
  if (line.text.trim() === '') return { taken: 'blank', detail: '' };
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return { taken: line.ended ? 'not-json' : 'truncated', detail: '' };
  }
  const foreign = foreignSchema(value);
  if (foreign !== undefined) return { taken: 'newer-schema', detail: foreign };
  return { taken: isRace(value) ? value : 'not-a-race', detail: '' };
}

function entryOf(race: Race, file: string, bytes: number): Entry {
  const { count, pid, time } = race;
  return {
    race,
    bytes,
    count,
    files: new Set([file]),
    moreFiles: 0,
    pids: new Set([pid]),
    morePids: 0,
    firstSeen: time,
    lastSeen: time,
  };
}

function mergedOf(entry: Entry): MergedRace {
  const { moreFiles, morePids, firstSeen, lastSeen } = entry;
  const race = { ...entry.race, count: entry.count };
  return { race, files: [...entry.files], moreFiles, pids: [...entry.pids], morePids, firstSeen, lastSeen };
}

function inOrder(one: Entry, other: Entry): number {
  const byPath = compare(one.race.location.path, other.race.location.path);
  return other.count - one.count || byPath || compare(one.race.fingerprint, other.race.fingerprint);
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
