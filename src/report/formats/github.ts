// Workflow commands of GitHub Actions: each race an annotation at its line. The step summary is Markdown; who calls
// this writes it.

import type { MergedLog } from '../../log/model.ts';
import type { Level, Race } from '../model.ts';
import { printable } from '../printable.ts';
import { MARKS, plural } from '../words.ts';
import { levelCounts, mainSite, placeOf, siteOfRole, titleOf } from './model.ts';

/** GitHub shows this many annotations of a kind for a step; the rest would vanish without a word. */
const MOST_SHOWN = 10;
const LONGEST_FILE = 4096;
const COMMAND: Record<Level, string> = { error: 'error', warning: 'warning', notice: 'notice' };

/** One command a line, then a line in words. */
export function formatGithub({ races }: MergedLog): string {
  const shown: Record<Level, number> = { error: 0, warning: 0, notice: 0 };
  const lines = races.flatMap(({ race }) => (++shown[race.level] > MOST_SHOWN ? [] : [annotation(race)]));
  const left = races.length - lines.length;
  const hidden = left > 0 ? `; ${left} without an annotation, GitHub shows ${MOST_SHOWN} of each level` : '';
  const counts = races.length === 0 ? '' : ` (${levelCounts(races)})`;
  return [...lines, `racewatch: ${plural(races.length, 'race')}${counts}${hidden}`, ''].join('\n');
}

function annotation(race: Race): string {
  const site = mainSite(race);
  const where =
    site && isFile(site.file)
      ? { file: printable(site.file, LONGEST_FILE), line: site.line, col: site.column }
      : {};
  const properties = Object.entries({ ...where, title: `Race: ${titleOf(race)}` });
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  return `::${COMMAND[race.level]} ${written}::${escapeData(messageOf(race))}`;
}

/** The sentence and, a line each, the three places. */
function messageOf(race: Race): string {
  const places = race.accesses.map((access) => {
    const site = siteOfRole({ ...race, accesses: [access] }, access.role);
    return `${MARKS[access.op]} task ${access.task} ${placeOf(site)}`;
  });
  const end = `Fingerprint ${race.fingerprint}, seen ${plural(race.count, 'time')}`;
  return [printable(race.message, 1000), ...places, end].join('\n');
}

function isFile(file: string): boolean {
  return file !== '' && !file.startsWith('node:');
}

/** As the runner reads the text of a command. */
export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** As the runner reads a property of a command. */
export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
