// `racewatch baseline`: writes the races of logs down as accepted, or finds those that are new.

import { readFileSync, statSync } from 'node:fs';
import { quote } from '../config/words.ts';
import type { MergedLog } from '../log/model.ts';
import { formatText } from '../report/formats/text.ts';
import { plural } from '../report/words.ts';
import type { AcceptedRaces } from '../suppress/accepted.ts';
import { type Accepted, readBaseline, writeBaseline } from '../suppress/baseline.ts';
import type { OptionsOf } from './commands.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { loadAccepted, loadLogs, sourcesOf, without } from './logs.ts';
import { few, put, refuse, say } from './output.ts';
import { contextOf } from './report.ts';

/**
 * Writes or checks a baseline.
 * @returns the exit code: 66 for races that are not in it
 * @throws Refusal when a file cannot be used
 */
export async function baseline(options: OptionsOf<'baseline'>, words: readonly string[]): Promise<number> {
  if ((options.write === '') === (options.check === '')) {
    refuse('baseline takes either --write FILE or --check FILE');
  }
  if (options.write !== '') keepOthers(options.write);
  const accepted = loadAccepted(options.suppressions, options.check);
  const { log, incomplete } = await loadLogs(sourcesOf(words), { most: options.max_races });
  if (options.check !== '') return check(log, accepted, options, incomplete);
  if (incomplete)
    refuse('no baseline is written: it would not have the races of the lines that were skipped');
  if (log.full !== undefined) refuse('no baseline is written: there are too many races');
  const races = without(log, accepted).races.map(({ race }) => race);
  put(writeBaseline(races), options.write);
  process.stdout.write(`${plural(races.length, 'race')} accepted in ${options.write}\n`);
  return EXIT.ok;
}

/** A shell may have put a log, or anything else, where the name of the baseline was meant to be. */
function keepOthers(file: string): void {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return;
  if (!isBaseline(file)) {
    refuse(`--write ${quote(file)} is there and is no baseline; name another file, or take it away first`);
  }
}

function isBaseline(file: string): boolean {
  try {
    return !file.endsWith('.jsonl') && readBaseline(readFileSync(file, 'utf8'), file).ok;
  } catch {
    return false;
  }
}

function check(
  log: MergedLog,
  accepted: AcceptedRaces,
  options: OptionsOf<'baseline'>,
  incomplete: boolean,
): number {
  const fresh = without(log, accepted);
  if (fresh.races.length > 0) put(formatText(fresh, contextOf('none', false)), '');
  const old = log.races.length - fresh.races.length;
  say(`${plural(fresh.races.length, 'new race')}, ${old} accepted`);
  const seen = new Set(log.races.map(({ race }) => race.fingerprint));
  const gone = accepted.accepted().filter(({ fingerprint }) => !seen.has(fingerprint));
  if (gone.length > 0)
    say(`${plural(gone.length, 'race')} of ${options.check} not seen this time: ${few(gone.map(nameOf))}`);
  if (options.suppressions !== '') for (const line of accepted.report()) say(line);
  return exitCodeOf(fresh, options.fail_on, incomplete);
}

function nameOf({ fingerprint, pattern, location }: Accepted): string {
  return `${fingerprint} (${pattern} on ${location})`;
}
