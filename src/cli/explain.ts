// `racewatch explain`: a race in full, and what its pattern means.

import { nearest } from '../config/nearest.ts';
import { quote } from '../config/words.ts';
import { isPattern, PATTERN_NAMES } from '../log/guard.ts';
import { ADVICE, LEVEL_MEANS, MEANING } from '../report/explain.ts';
import { formatText } from '../report/formats/text.ts';
import { wrap } from '../report/layout.ts';
import type { PatternName } from '../report/model.ts';
import type { OptionsOf } from './commands.ts';
import { EXIT } from './exit-codes.ts';
import { findRace, looksLikeFingerprint } from './find-race.ts';
import { columns, put, refuse } from './output.ts';
import { patternPage } from './package.ts';
import { contextOf, mapped } from './report.ts';

/**
 * Explains a pattern, or a race of the logs.
 * @returns the exit code
 * @throws Refusal when there is nothing of that name
 */
export async function explain(options: OptionsOf<'explain'>, words: readonly string[]): Promise<number> {
  const [word, ...logs] = words;
  if (word === undefined) refuse('explain takes a fingerprint or a pattern: see `racewatch explain --help`');
  if (isPattern(word)) {
    put(patternPage(word) || inShort(word), '');
    return EXIT.ok;
  }
  if (!looksLikeFingerprint(word)) {
    refuse(
      `${quote(word)} is neither a fingerprint nor a pattern (did you mean ${quote(nearest(word, PATTERN_NAMES))}?)`,
    );
  }
  const { merged, log } = await findRace(word, logs, options.max_races);
  const one = mapped({ ...log, races: [merged] }, options.source_maps);
  const report = formatText(one, contextOf('none', false)).replace(/Found 1 race.*\n$/, '');
  put(`${report}\n${meaning(merged.race.pattern, merged.race.level)}`, '');
  return EXIT.ok;
}

function meaning(pattern: PatternName, level: keyof typeof LEVEL_MEANS): string {
  const lines = wrap(`${pattern}: ${MEANING[pattern]} Level ${level}: ${LEVEL_MEANS[level]}.`, columns());
  return `${lines.join('\n')}\nThe whole page: racewatch explain ${pattern}\n`;
}

function inShort(pattern: PatternName): string {
  const advice = ADVICE[pattern].map((line) => `- ${line}`);
  return [`# ${pattern}`, '', MEANING[pattern], '', '## Usual fixes', '', ...advice, ''].join('\n');
}
