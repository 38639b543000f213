// The races of a process, each once: how many are kept, which give way to worse ones, and what of their counts has been
// written.

import { RANK } from './core/finding.ts';
import type { Level, Race } from './report/model.ts';

interface Kept {
  readonly race: Race;
  /** Of its level when it was found: listeners are handed the race. */
  readonly rank: number;
  /** Of its count, what was written. */
  written: number;
  /** Milliseconds on the clock of the caller. */
  writtenAt: number;
}

export class KeptRaces {
  private readonly most: () => number;
  private readonly kept = new Map<string, Kept>();
  /** How many of each rank are kept. */
  private readonly ranks = Object.values(RANK).map(() => 0);

  /** @param most how many are kept at a time, asked whenever it matters */
  constructor(most: () => number) {
    this.most = most;
  }

  get size(): number {
    return this.kept.size;
  }

  *races(): Generator<Race> {
    for (const { race } of this.kept.values()) yield race;
  }

  get(fingerprint: string): Race | undefined {
    return this.kept.get(fingerprint)?.race;
  }

  clear(): void {
    this.kept.clear();
    this.ranks.fill(0);
  }

  /** Whether a race of this level would be kept: there is room, or a milder one that can give way. */
  hasRoomFor(level: Level): boolean {
    return this.kept.size < this.most() || this.ranks.slice(0, RANK[level]).some((count) => count > 0);
  }

  /**
   * Keeps a race that is written now.
   * @param time milliseconds
   * @returns `instead` when the oldest of the mildest had to go for it
   */
  add(race: Race, time: number): 'added' | 'instead' | 'refused' {
    if (!this.hasRoomFor(race.level)) return 'refused';
    const isFull = this.kept.size >= this.most();
    if (isFull) this.giveUpMildest();
    const rank = RANK[race.level];
    this.kept.set(race.fingerprint, { race, rank, written: race.count, writtenAt: time });
    this.ranks[rank]!++;
    return isFull ? 'instead' : 'added';
  }

  /**
   * Copies of races seen again since they were written, `count` being how often since then.
   * @param time milliseconds
   * @param after only those whose count has doubled, so many milliseconds after they were last written
   */
  updates(time: number, after?: number): Race[] {
    const updates: Race[] = [];
    for (const kept of this.kept.values()) {
      const { race, written, writtenAt } = kept;
      const more = race.count - written;
      if (more <= 0 || (after !== undefined && (more < written || time - writtenAt < after))) continue;
      kept.written = race.count;
      kept.writtenAt = time;
      updates.push({ ...race, count: more, time: new Date().toISOString() });
    }
    return updates;
  }

  private giveUpMildest(): void {
    const mildest = this.ranks.findIndex((count) => count > 0);
    for (const [fingerprint, { rank }] of this.kept) {
      if (rank !== mildest) continue;
      this.kept.delete(fingerprint);
      this.ranks[mildest]!--;
      return;
    }
  }
}
