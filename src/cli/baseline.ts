// `racewatch baseline`: writes the races of logs down as accepted, or finds those that are new.

import type { MergedLog } from '../log/model.ts';
import { plural } from '../report/formats/model.ts';
import { formatText } from '../report/formats/text.ts';
import type { AcceptedRaces } from '../suppress/accepted.ts';
import { type Accepted, writeBaseline } from '../suppress/baseline.ts';
import type { OptionsOf } from './commands.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { loadAccepted, loadLogs, sourcesOf, without } from './logs.ts';
import { put, refuse, say } from './output.ts';
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
  const accepted = loadAccepted(options.suppressions, options.check);
  const { log, newer } = await loadLogs(sourcesOf(words));
  if (options.check !== '') return check(log, accepted, options, newer);
  if (newer) refuse('no baseline is written: it would not have the races of the lines that were skipped');
  if (Object.values(log.beyond).some((left) => left > 0))
    refuse('no baseline is written: there are too many races');
  const races = without(log, accepted).races.map(({ race }) => race);
  put(writeBaseline(races), options.write);
  process.stdout.write(`${plural(races.length, 'race')} accepted in ${options.write}\n`);
  return EXIT.ok;
}

function check(
  log: MergedLog,
  accepted: AcceptedRaces,
  options: OptionsOf<'baseline'>,
  newer: boolean,
): number {
  const fresh = without(log, accepted);
  if (fresh.races.length > 0) put(formatText(fresh, contextOf('none', false)), '');
  const old = log.races.length - fresh.races.length;
  say(`${plural(fresh.races.length, 'new race')}, ${old} accepted`);
  const seen = new Set(log.races.map(({ race }) => race.fingerprint));
  const gone = accepted.accepted().filter(({ fingerprint }) => !seen.has(fingerprint));
  if (gone.length > 0)
    say(`${plural(gone.length, 'race')} of ${options.check} not seen this time: ${few(gone)}`);
  if (options.suppressions !== '') for (const line of accepted.report()) say(line);
  return exitCodeOf(fresh, options.fail_on, newer);
}

function few(gone: readonly Accepted[]): string {
  const named = gone
    .slice(0, 3)
    .map(({ fingerprint, pattern, location }) => `${fingerprint} (${pattern} on ${location})`);
  return gone.length > named.length
    ? `${named.join(', ')} and ${gone.length - named.length} more`
    : named.join(', ');
}
