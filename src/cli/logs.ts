// From the words of a command line to a merged log, with what is wrong in it said on standard error.

import { loadOptions, VARIABLE } from '../config/load.ts';
import type { Options } from '../config/options.ts';
import { filesOfGlob } from '../log/glob.ts';
import { type MergeOptions, MOST_BYTES } from '../log/merge.ts';
import type { DamageKind, MergedLog } from '../log/model.ts';
import { readLogs } from '../log/read.ts';
import { findSources, STDIN } from '../log/sources.ts';
import { SCHEMA } from '../report/model.ts';
import { plural } from '../report/words.ts';
import { type AcceptedRaces, readAccepted } from '../suppress/accepted.ts';
import { few, refuse, say } from './output.ts';
import { version } from './package.ts';
import { showProgress } from './progress.ts';

/** Why a line is skipped; those of a newer schema have a sentence of their own. */
const DAMAGE: Record<Exclude<DamageKind, 'newer-schema'>, string> = {
  truncated: 'cut off in the middle: its process was ended while it wrote',
  'not-json': 'no JSON',
  'not-a-race': `JSON, but no race of schema ${SCHEMA}`,
  'too-long': 'longer than 4 MB',
};

export interface ReadLog {
  readonly log: MergedLog;
  /** There may be races that nobody has seen: in lines of a newer Racewatch, or in files that are no logs. */
  readonly incomplete: boolean;
}

/**
 * Reads logs.
 * @param files as `sourcesOf` gives them
 * @throws Refusal when one cannot be read
 */
export async function loadLogs(files: readonly string[], options: MergeOptions = {}): Promise<ReadLog> {
  const progress = showProgress(
    files.filter((file) => file !== STDIN),
    process.stderr,
  );
  const read = await readLogs(files, { ...options, progress: progress.update });
  progress.end();
  if (!read.ok) refuse(read.message);
  const log = read.value;
  for (const line of complaints(log)) say(line);
  const newer = log.damage.some(({ kind }) => kind === 'newer-schema');
  return { log, incomplete: newer || log.unread.length > 0 };
}

/**
 * The files of the words; without any, those of the option `log_path`.
 * @throws Refusal when there is nothing of that name
 */
export function sourcesOf(words: readonly string[]): string[] {
  if (words.length === 0) {
    const { log_path } = configured();
    const prefix = log_path === 'stderr' || log_path === 'stdout' ? undefined : log_path;
    const files = prefix === undefined ? [] : filesOfGlob(`${prefix}.*.jsonl`);
    if (files.length > 0) return files;
    const missing = prefix === undefined ? '' : ` (there is no ${prefix}.*.jsonl)`;
    refuse(`no log is named${missing}: give files, folders or globs, or - for standard input`);
  }
  const found = findSources(words);
  if (!found.ok) refuse(found.message);
  if (found.value.length === 0) {
    say(`there is no .jsonl file in ${words.join(', ')}: either there was no race, or nothing was watched`);
  }
  return found.value;
}

/** The options of a program started here. @throws Refusal when they cannot be read */
export function configured(): Options {
  const loaded = loadOptions({ env: process.env[VARIABLE], cwd: process.cwd() });
  return loaded.ok ? loaded.options : refuse(loaded.message);
}

/** A sentence for each thing that keeps the log from being whole. */
export function complaints(log: MergedLog): string[] {
  const damage = log.damage.map(
    ({ kind, count, first, detail }) =>
      `${plural(count, 'line')} (the first is ${first}) skipped: ${whySkipped(kind, detail)}`,
  );
  const unread =
    log.unread.length === 0
      ? []
      : [`no race in any line of ${few(log.unread)}: is that a log of format=jsonl?`];
  return [...damage, ...unread, ...leftOut(log)];
}

/** Why a line is no race. @param detail the schema of a newer one */
export function whySkipped(kind: DamageKind, detail: string): string {
  if (kind !== 'newer-schema') return DAMAGE[kind];
  return `the schema ${detail} is unknown to racewatch ${version()}, which reads ${SCHEMA}; use the version that wrote it`;
}

function leftOut({ beyond, full }: MergedLog): string[] {
  const sightings = beyond.error + beyond.warning + beyond.notice;
  if (sightings === 0) return [];
  const remedy =
    full === 'bytes'
      ? `more than ${MOST_BYTES / 1024 / 1024} MB of reports; read fewer logs at a time`
      : 'raise --max-races to see them';
  return [`${plural(sightings, 'sighting')} of further races left out: ${remedy}`];
}

/** Reads suppressions and baseline; empty paths for none. @throws Refusal when one cannot be used */
export function loadAccepted(suppressions: string, baseline = ''): AcceptedRaces {
  const read = readAccepted({ suppressions, baseline });
  return read.ok ? read.value : refuse(read.message);
}

/** The log without what is suppressed, or also without what the baseline has. */
export function without(log: MergedLog, accepted: AcceptedRaces): MergedLog {
  return { ...log, races: log.races.filter(({ race }) => !accepted.suppresses(race) && !accepted.has(race)) };
}
