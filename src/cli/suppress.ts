// `racewatch suppress`: adds a race to a file of suppressions, with a comment that says what it was.

import { appendFileSync, readFileSync } from 'node:fs';
import { quote } from '../config/words.ts';
import { reasonOf } from '../log/reason.ts';
import { mainSite, placeOf, titleOf } from '../report/formats/model.ts';
import type { Race } from '../report/model.ts';
import { printable } from '../report/printable.ts';
import { covers, readRules } from '../suppress/rules.ts';
import type { OptionsOf } from './commands.ts';
import { EXIT } from './exit-codes.ts';
import { findRace } from './find-race.ts';
import { configured } from './logs.ts';
import { Refusal, refuse } from './output.ts';

/** Where suppressions go when nothing else is said. */
const STANDARD = 'racewatch.supp';

/**
 * Adds a line.
 * @returns the exit code
 * @throws Refusal for an unknown fingerprint, or a file that cannot be used
 */
export async function suppress(options: OptionsOf<'suppress'>, words: readonly string[]): Promise<number> {
  const [word, ...logs] = words;
  if (word === undefined) refuse('suppress takes a fingerprint: see `racewatch suppress --help`');
  const set = configured().suppressions;
  const file = options.file || set || STANDARD;
  const before = existing(file);
  const rules = readRules(before, file);
  if (!rules.ok) refuse(rules.message);
  const { race } = (await findRace(word, logs, options.max_races)).merged;
  const known = rules.value.find((rule) => covers(rule, race));
  if (known !== undefined) {
    process.stdout.write(
      `${race.fingerprint} is suppressed already by ${known.text} (${file}:${known.line})\n`,
    );
    return EXIT.ok;
  }
  append(file, (before === '' || before.endsWith('\n') ? '' : '\n') + linesOf(race, options.reason));
  const hint = set === file ? '' : `; use it with RACEWATCH="suppressions=${file}"`;
  process.stdout.write(`${titleOf(race)} is suppressed in ${file}${hint}\n`);
  return EXIT.ok;
}

function linesOf(race: Race, reason: string): string {
  const why = reason === '' ? '' : `: ${printable(reason)}`;
  return `# ${titleOf(race)}, ${placeOf(mainSite(race))}${why}\nfingerprint:${race.fingerprint}\n`;
}

function existing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    return refuse(`cannot read ${quote(file)}: ${reasonOf(error)}`);
  }
}

function append(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch (error) {
    throw new Refusal(`cannot write ${quote(file)}: ${reasonOf(error)}`, EXIT.fault);
  }
}
