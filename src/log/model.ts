// A log after reading: each race once, with what its sightings add up to. Every format is rendered from this.

import type { Level, Race } from '../report/model.ts';

/** Why a line is no race: one of these per bad line. */
export type DamageKind = 'truncated' | 'not-json' | 'not-a-race' | 'newer-schema' | 'too-long';

export interface Damage {
  readonly kind: DamageKind;
  readonly count: number;
  /** The first line of this kind, `FILE:LINE`. */
  readonly first: string;
  /** For `newer-schema`: the schema the line names. */
  readonly detail: string;
}

/** One race over all files; `race.count` is the sum over them, and the report is the worst one's. */
export interface MergedRace {
  readonly race: Race;
  /** Where it was seen, bounded; `moreFiles` and `morePids` count what is left out. */
  readonly files: readonly string[];
  readonly moreFiles: number;
  readonly pids: readonly number[];
  readonly morePids: number;
  /** ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export interface MergedLog {
  /** Worst level first, then the most often seen. */
  readonly races: readonly MergedRace[];
  readonly sources: readonly string[];
  readonly bytes: number;
  /** Lines that are not empty. */
  readonly lines: number;
  readonly damage: readonly Damage[];
  /** Sightings below the level asked for. */
  readonly below: number;
  /** Sightings of races that found no room any more, by level. */
  readonly beyond: Readonly<Record<Level, number>>;
  /** What there was no room of, when sightings found none. */
  readonly full: 'races' | 'bytes' | undefined;
  /** Files with lines of which none is a race, of this schema or another. */
  readonly unread: readonly string[];
}
