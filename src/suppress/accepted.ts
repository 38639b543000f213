// What somebody has accepted: suppressions, which hide a race, and a baseline, which lets it be reported without
// failing anything. Hits are counted.

import { readFileSync } from 'node:fs';
import { failure, type Outcome, quote } from '../config/words.ts';
import type { Race } from '../report/model.ts';
import { type Accepted, type Baseline, readBaseline } from './baseline.ts';
import { covers, type Rule, readRules } from './rules.ts';

export interface AcceptedFiles {
  /** Paths; empty for none. */
  readonly suppressions: string;
  readonly baseline: string;
}

export interface Hit {
  readonly rule: Rule;
  /** Races, each once. */
  readonly races: number;
  readonly sightings: number;
}

export class AcceptedRaces {
  private readonly rules: readonly Rule[];
  private readonly baseline: Baseline;
  private readonly file: string;
  private readonly hits = new Map<Rule, { fingerprints: Set<string>; sightings: number }>();

  constructor(rules: readonly Rule[], baseline: Baseline, file: string) {
    this.rules = rules;
    this.baseline = baseline;
    this.file = file;
  }

  /** Whether a suppression hides this race; the first rule that does is counted. */
  suppresses(race: Race): boolean {
    const rule = this.rules.find((candidate) => covers(candidate, race));
    if (rule === undefined) return false;
    const hit = this.hits.get(rule) ?? { fingerprints: new Set(), sightings: 0 };
    hit.fingerprints.add(race.fingerprint);
    hit.sightings += race.count;
    this.hits.set(rule, hit);
    return true;
  }

  /** Whether the baseline has this race. */
  has(race: Pick<Race, 'fingerprint'>): boolean {
    return this.baseline.has(race.fingerprint);
  }

  /** How many rules and accepted races there are. */
  sizes(): { rules: number; races: number } {
    return { rules: this.rules.length, races: this.baseline.size };
  }

  /** All that the baseline has. */
  accepted(): Accepted[] {
    return [...this.baseline.values()];
  }

  /** Rules that hid something, in the order of the file. */
  used(): Hit[] {
    return this.rules.flatMap((rule) => {
      const hit = this.hits.get(rule);
      return hit ? [{ rule, races: hit.fingerprints.size, sightings: hit.sightings }] : [];
    });
  }

  /** A line about each rule that hid something, and one about those that did not. */
  report(): string[] {
    const used = this.used().map(
      ({ rule, races, sightings }) =>
        `suppression ${rule.text} (${this.file}:${rule.line}) hid ${races} ${races === 1 ? 'race' : 'races'}, seen ${sightings} ${sightings === 1 ? 'time' : 'times'}`,
    );
    const unused = this.rules.filter((rule) => !this.hits.has(rule));
    const places = unused.map((rule) => `${rule.text} (${this.file}:${rule.line})`);
    return unused.length === 0 ? used : [...used, `suppressions that hid nothing: ${places.join(', ')}`];
  }
}

/**
 * Reads both files.
 * @returns what is accepted, or one sentence about the file that cannot be used
 */
export function readAccepted({ suppressions, baseline }: AcceptedFiles): Outcome<AcceptedRaces> {
  const rules = readWith(suppressions, 'suppressions', readRules, []);
  if (!rules.ok) return rules;
  const known = readWith<Baseline>(baseline, 'baseline', readBaseline, new Map());
  if (!known.ok) return known;
  return { ok: true, value: new AcceptedRaces(rules.value, known.value, suppressions) };
}

function readWith<T>(
  file: string,
  what: string,
  read: (text: string, file: string) => Outcome<T>,
  nothing: T,
): Outcome<T> {
  if (file === '') return { ok: true, value: nothing };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const why = code === 'ENOENT' ? 'there is no such file' : code;
    return failure(`cannot read the ${what} ${quote(file)}: ${why}`);
  }
  return read(text, file);
}
