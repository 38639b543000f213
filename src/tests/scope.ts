// What was seen, allowed and expected in one test, or in a file outside of its tests, and the verdict on it.

import type { Race } from '../report/model.ts';
import type { Matcher } from './matcher.ts';

/** What a test or a file comes to, as far as races go. */
export interface Verdict {
  /** They fail it. */
  readonly races: readonly Race[];
  /** Below `fail_on`: told in the summary only. */
  readonly minor: readonly Race[];
  readonly allowed: readonly Race[];
  /** What was expected and did not occur, a sentence each. */
  readonly missing: readonly string[];
}

export interface Expectation {
  readonly matcher: Matcher;
  /** The races seen while a function ran; without it, those of the whole test count. */
  readonly seen?: Race[];
}

/** What is said of an expectation that no race has met. */
export function missed(text: string): string {
  return `Expected a race${text === '' ? '' : ` that matches ${text}`}, and none occurred.`;
}

/** Different races kept in one test. */
const MOST_RACES = 1000;

export class Scope {
  readonly number: number;
  readonly skipped: boolean;
  readonly allowed: Matcher[] = [];
  readonly expected: Expectation[] = [];
  /** By fingerprint. */
  private readonly races = new Map<string, Race>();
  private readonly closed: Expectation[] = [];
  private openings = 0;
  private over = false;

  constructor(number: number, skipped: boolean) {
    this.number = number;
    this.skipped = skipped;
  }

  /** Under what its races count as seen before: an open expectation is told of them as if they were new. */
  get key(): string {
    const isWaiting = this.expected.some(({ seen }) => seen !== undefined);
    return isWaiting ? `${this.number}.${this.openings}` : String(this.number);
  }

  /** Nobody will judge what is added from now on. */
  get isOver(): boolean {
    return this.over;
  }

  add(race: Race): void {
    for (const { seen, matcher } of this.expected) if (matcher.matches(race)) seen?.push(race);
    const known = this.races.get(race.fingerprint);
    if (known !== undefined) known.count++;
    // A copy: others count their own sightings in the same object.
    else if (this.races.size < MOST_RACES) this.races.set(race.fingerprint, { ...race });
  }

  /** What another scope has seen and nobody will judge there. */
  takeOver(other: Scope): void {
    for (const race of other.races.values()) this.add(race);
  }

  /** Forgets what was judged; what is allowed stays so. */
  clear(): void {
    this.races.clear();
    this.expected.length = 0;
    this.closed.length = 0;
  }

  end(): void {
    this.over = true;
  }

  /** The function of an expectation begins. */
  open(expectation: Expectation): void {
    this.openings++;
    this.expected.push(expectation);
  }

  /** The function of an expectation has run; it says itself whether it was met. */
  close(expectation: Expectation): void {
    const at = this.expected.indexOf(expectation);
    if (at >= 0) this.closed.push(...this.expected.splice(at, 1));
  }

  /** @param fails whether a race that nobody allowed or expected is one to fail for */
  verdict(allowed: readonly Matcher[], fails: (race: Race) => boolean): Verdict {
    if (this.skipped) return { races: [], minor: [], allowed: [], missing: [] };
    const all = [...this.races.values()];
    const wanted = [...this.expected, ...this.closed].map(({ matcher }) => matcher);
    const excused = [...this.allowed, ...allowed, ...wanted];
    const isExcused = (race: Race) => excused.some((matcher) => matcher.matches(race));
    const rest = all.filter((race) => !isExcused(race));
    return {
      races: rest.filter(fails),
      minor: rest.filter((race) => !fails(race)),
      allowed: all.filter(isExcused),
      missing: this.expected
        .filter(({ matcher }) => !all.some((race) => matcher.matches(race)))
        .map(({ matcher }) => missed(matcher.text)),
    };
  }
}
