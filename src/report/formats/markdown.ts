// The merged log for an issue, a comment on a pull request, or the summary of a step in CI. Text of the watched
// program stands in code spans or is escaped, so that it neither becomes markup nor calls anybody.

import type { MergedLog, MergedRace } from '../../log/model.ts';
import { ADVICE, LEVEL_MEANS } from '../explain.ts';
import type { Race } from '../model.ts';
import { printable } from '../printable.ts';
import { renderAccesses } from '../text.ts';
import { renderTimeline } from '../timeline.ts';
import { plural } from '../words.ts';
import { type FormatContext, groupsOf, levelCounts, mainSite, placeOf, whereSeen } from './model.ts';

/** GitHub takes comments of up to 65536 characters. */
const LONGEST = 60_000;
const MOST_ROWS = 100;
const LONGEST_PATH = 100;

/** Fits into one comment: what does not is counted. */
export function formatMarkdown(log: MergedLog, context: FormatContext): string {
  const { races } = log;
  if (races.length === 0) return '## Racewatch: no races\n';
  const parts = [`## Racewatch: ${plural(races.length, 'race')} (${levelCounts(races)})\n`, ...table(races)];
  let room = LONGEST - parts.join('\n').length;
  let shown = 0;
  for (const group of groupsOf(races, context.groupBy)) {
    if (group.title !== '' && room > 0) parts.push(`\n## ${codeSpan(group.title)}\n`);
    for (const merged of group.races) {
      const text = section(merged, context);
      room -= text.length + group.title.length;
      if (room < 0) continue;
      parts.push(text);
      shown++;
    }
  }
  if (shown < races.length)
    parts.push(`\n${plural(races.length - shown, 'more race')} left out here: see the log.`);
  return `${parts.join('\n')}\n`;
}

function table(races: readonly MergedRace[]): string[] {
  const rows = races.slice(0, MOST_ROWS).map(({ race }) => {
    const cells = [
      race.level,
      race.pattern,
      cell(printable(race.location.path, LONGEST_PATH)),
      cell(placeOf(mainSite(race))),
      String(race.count),
      cell(race.fingerprint),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| level | pattern | location | site | seen | fingerprint |\n|---|---|---|---|---:|---|', ...rows];
}

function section(merged: MergedRace, context: FormatContext): string {
  const { race } = merged;
  const seen = whereSeen(merged);
  return [
    `\n### ${race.pattern} on ${codeSpan(printable(race.location.path))}\n`,
    `${escapeMarkdown(printable(race.message, 1000))}\n`,
    `Level **${race.level}**: ${LEVEL_MEANS[race.level]}. Seen ${plural(race.count, 'time')}.`,
    ...(seen === '' ? [] : [`${escapeMarkdown(seen)}.`]),
    `\n<details><summary>Who did what</summary>\n\n${fence(details(race, context))}\n\n</details>\n`,
    'What to change:\n',
    ...ADVICE[race.pattern].map((line) => `- ${line}`),
    `\nTo accept it: \`racewatch suppress ${race.fingerprint}\``,
  ].join('\n');
}

function details(race: Race, { width, codeFrame }: FormatContext): string {
  const accesses = renderAccesses(race, { color: false, width, codeFrame });
  return `${accesses}\nWhen it happened:\n${renderTimeline(race).join('\n')}`;
}

/** As code, whatever backticks it has. */
export function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  const room = longest > 0 ? ' ' : '';
  return `${ticks}${room}${text}${room}${ticks}`;
}

/** A code span in a table: a bar would end the cell even there. */
function cell(text: string): string {
  return codeSpan(text.replaceAll('|', '\\|'));
}

function fence(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}text\n${text}\n${ticks}`;
}

/** Ordinary text: no markup, no link, nobody mentioned. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()!|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[@#]|:\/\/|www\./g, (part) => `${part.charAt(0)}<!-- -->${part.slice(1)}`);
}
