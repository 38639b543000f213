// A baseline: the races of one day, accepted. A JSON file, one race a line, sorted, so that changes to it read well.

import { failure, type Outcome } from '../config/words.ts';
import type { Race } from '../report/model.ts';
import { siteOf } from '../report/site.ts';

const SCHEMA = 'racewatch.baseline/1';

export interface Accepted {
  readonly fingerprint: string;
  /** The rest is for people: only the fingerprint counts. */
  readonly pattern: string;
  readonly location: string;
  readonly site: string;
}

/** Fingerprint -> what was accepted. */
export type Baseline = ReadonlyMap<string, Accepted>;

/** The text of a baseline of these races. */
export function writeBaseline(races: readonly Race[]): string {
  const entries = races.map((race): Accepted => {
    const stack = race.accesses.find(({ role }) => role === 'second')?.stack ?? [];
    const site = siteOf(stack);
    return {
      fingerprint: race.fingerprint,
      pattern: race.pattern,
      location: race.location.path,
      site: site === undefined ? '' : `${site.file}:${site.line}`,
    };
  });
  const sorted = entries.sort((one, other) => (one.fingerprint < other.fingerprint ? -1 : 1));
  const lines = sorted.map((entry) => `    ${JSON.stringify(entry)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "schema": "${SCHEMA}",\n  "races": ${list}\n}\n`;
}

/**
 * Reads the text of a baseline.
 * @param file its name, for the sentence
 * @returns what is accepted, or one sentence
 */
export function readBaseline(text: string, file: string): Outcome<Baseline> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return failure(`${file} is not valid JSON; \`racewatch baseline --write\` makes one that is`);
  }
  if (!isRecord(value) || typeof value.schema !== 'string' || !Array.isArray(value.races)) {
    return failure(`${file} is no baseline; \`racewatch baseline --write\` makes one`);
  }
  if (value.schema !== SCHEMA) {
    return failure(`${file} has the schema ${JSON.stringify(value.schema)}, this version reads ${SCHEMA}`);
  }
  const accepted = new Map<string, Accepted>();
  for (const [index, entry] of (value.races as unknown[]).entries()) {
    if (
      !isRecord(entry) ||
      typeof entry.fingerprint !== 'string' ||
      !/^[0-9a-f]{16}$/.test(entry.fingerprint)
    ) {
      return failure(`${file}: race ${index + 1} has no fingerprint of sixteen hex digits`);
    }
    const { fingerprint } = entry;
    const told = (name: string) => (typeof entry[name] === 'string' ? (entry[name] as string) : '');
    accepted.set(fingerprint, {
      fingerprint,
      pattern: told('pattern'),
      location: told('location'),
      site: told('site'),
    });
  }
  return { ok: true, value: accepted };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
