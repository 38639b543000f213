// The merged log for people: every report in full, then a table of them.

import type { MergedLog, MergedRace } from '../../log/model.ts';
import { painter, type Style } from '../layout.ts';
import type { Level } from '../model.ts';
import { printable } from '../printable.ts';
import { renderText } from '../text.ts';
import { plural } from '../words.ts';
import {
  damagedLines,
  type FormatContext,
  groupsOf,
  mainSite,
  placeOf,
  sightingsIn,
  whereSeen,
} from './model.ts';

const STYLE: Record<Level, Style> = { error: 'red', warning: 'yellow', notice: 'blue' };
/** More rows help nobody at the end of a scroll. */
const MOST_ROWS = 50;
const LONGEST_PATH = 60;

/** Every report as the detector would have printed it, and the totals. */
export function formatText(log: MergedLog, context: FormatContext): string {
  const paint = painter(context.color);
  const blocks = groupsOf(log.races, context.groupBy).flatMap(({ title, races }) => [
    ...(title === '' ? [] : [`${paint('bold', `### ${title}: ${plural(races.length, 'race')}`)}\n`]),
    ...races.map((merged) => reportOf(merged, context)),
  ]);
  return `${blocks.join('')}${table(log, context)}${totals(log)}\n`;
}

function reportOf(merged: MergedRace, context: FormatContext): string {
  const { color, width, codeFrame } = context;
  const seen = whereSeen(merged);
  return renderText(merged.race, { color, width, codeFrame }) + (seen === '' ? '' : `${seen}\n`);
}

function table({ races }: MergedLog, { color }: FormatContext): string {
  if (races.length < 2) return '';
  const paint = painter(color);
  const rows = races
    .slice(0, MOST_ROWS)
    .map(({ race }) => [
      race.level,
      race.pattern,
      printable(race.location.path, LONGEST_PATH),
      placeOf(mainSite(race)),
      race.fingerprint,
      `${race.count}x`,
    ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((cells, index) => {
    const line = cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    return paint(STYLE[races[index]?.race.level ?? 'notice'], line.trimEnd());
  });
  const more = races.length - rows.length;
  return `${[...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n')}\n`;
}

function totals(log: MergedLog): string {
  const { races, sources } = log;
  const damaged = damagedLines(log);
  const where = sources.length === 0 ? '' : ` in ${plural(sources.length, 'file')}`;
  const sightings = races.length === 0 ? '' : `, seen ${plural(sightingsIn(log), 'time')}`;
  const bad = damaged === 0 ? '' : `; ${plural(damaged, 'line')} could not be read`;
  const below = log.below === 0 ? '' : `; ${plural(log.below, 'sighting')} below the level left out`;
  return `Found ${plural(races.length, 'race')}${sightings}${where}${below}${bad}`;
}
