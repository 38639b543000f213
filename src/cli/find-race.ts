// The race that a command is about, by its fingerprint or the beginning of one.

import { quote } from '../config/words.ts';
import type { MergedLog, MergedRace } from '../log/model.ts';
import { summary } from '../report/text.ts';
import { plural } from '../report/words.ts';
import { loadLogs, sourcesOf } from './logs.ts';
import { refuse } from './output.ts';

/** Shorter ones fit too many. */
const SHORTEST = 4;
const MOST_NAMED = 5;

/** Whether a word can be a fingerprint or its beginning. */
export function looksLikeFingerprint(word: string): boolean {
  return new RegExp(`^[0-9a-f]{${SHORTEST},16}$`).test(word);
}

/**
 * Looks the race up in the logs.
 * @param most different races held
 * @throws Refusal with what there is instead, when there is none or more than one
 */
export async function findRace(
  word: string,
  logs: readonly string[],
  most: number,
): Promise<{ merged: MergedRace; log: MergedLog }> {
  if (!looksLikeFingerprint(word)) {
    refuse(
      `${quote(word)} is no fingerprint: those are sixteen hex digits, of which the first ${SHORTEST} will do`,
    );
  }
  const { log } = await loadLogs(sourcesOf(logs), { most });
  const found = log.races.filter(({ race }) => race.fingerprint.startsWith(word));
  const [merged] = found;
  if (merged !== undefined && found.length === 1) return { merged, log };
  if (found.length > 1) refuse(`${word} is the beginning of ${found.length} fingerprints:\n${listed(found)}`);
  if (log.races.length === 0)
    refuse(`no race has the fingerprint ${word}: there is none at all in ${where(log)}`);
  return refuse(`no race in ${where(log)} has the fingerprint ${word}; there are:\n${listed(log.races)}`);
}

function where({ sources }: MergedLog): string {
  return sources.length === 1 ? String(sources[0]) : plural(sources.length, 'file');
}

function listed(races: readonly MergedRace[]): string {
  const lines = races.slice(0, MOST_NAMED).map(({ race }) => {
    return `  ${race.fingerprint}  ${summary(race).replace('SUMMARY: racewatch: ', '')}`;
  });
  const more = races.length - lines.length;
  return [...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n');
}
