// What the page calls things: who did what, when and where. Everything returned is safe to show.

import type { AccessOp, Frame, Race, ReportedAccess } from '../report/model.ts';
import { printable, printableLines } from '../report/printable.ts';
import { MARKS, opNoun } from '../report/words.ts';
import type { Lane } from './timeline-layout.ts';

const LONGEST_NAME = 120;
const LONGEST_FILE = 300;

const VALUE_VERB: Record<AccessOp, string> = {
  read: 'saw',
  write: 'wrote',
  update: 'left',
  delete: 'removed',
  iterate: 'saw',
};

/** `Read`, `Entry added or removed`, `Iteration begun`. */
export function actOf(race: Race, { op, role }: ReportedAccess): string {
  const noun = Object.hasOwn(MARKS, op) ? opNoun(op, race.location.kind) : printable(String(op), 20);
  const walk = op === 'iterate' && role !== 'intervening';
  const text = walk ? `iteration ${role === 'first' ? 'begun' : 'continued'}` : noun;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `task 7, POST /buy`, or `another strand of` it. */
export function whoOf(race: Race, { task, role }: ReportedAccess): string {
  if (task === 0) return 'code outside any task';
  const name = printable(race.tasks.find(({ id }) => id === task)?.name ?? '', LONGEST_NAME);
  const known = name === '' ? `task ${task}` : `task ${task}, ${name}`;
  const owner = race.accesses.find((access) => access.role === 'first')?.task;
  return role === 'intervening' && task === owner ? `another strand of ${known}` : known;
}

/** `saw 10`; empty when the report has no value. */
export function valueText({ op, value }: ReportedAccess, longest: number): string {
  if (value === undefined) return '';
  const masked = value === '***';
  const text = typeof value === 'string' && !masked ? JSON.stringify(value) : String(value);
  return `${own(VALUE_VERB, op) ?? 'had'} ${short(text, longest)}`;
}

/** `buy`, `async buy`; functions without a name as engines write them. */
export function functionOf(frame: Frame): string {
  const name = printable(frame.function, LONGEST_NAME);
  const named = name === '' || name === '(anonymous)' ? '<anonymous>' : name;
  return frame.async ? `async ${named}` : named;
}

/** `src/shop.ts:31:15`. */
export function positionOf({ file, line, column }: Frame): string {
  return `${printable(file, LONGEST_FILE)}:${line}:${column}`;
}

const SEGMENTS = 2;

/** As {@link positionOf} where there is little room: the end of the file's path, and the line. */
export function shortPositionOf({ file, line }: Frame): string {
  const parts = file.split(/[\\/]/);
  const end = parts.slice(-SEGMENTS).join('/');
  return `${printable(parts.length > SEGMENTS ? `…/${end}` : end, LONGEST_FILE)}:${line}`;
}

const JOIN = ' · ';
/** A shorter piece of a kind says nothing. */
const LEAST_KIND = 4;

/** Two short lines that name a lane: its task and kind, and what the task does. */
export function laneLabel({ task, strand, kind, name }: Lane, longest: number): [string, string] {
  if (task === 0) return ['no task', 'outside any task'];
  const shown = name === '' ? 'no longer remembered' : short(name, longest);
  const number = strand ? `task ${task}, other strand` : `task ${task}`;
  const room = longest - number.length - JOIN.length - 1;
  const told = kind === '' || kind === 'task' || name.startsWith(kind) || room < LEAST_KIND;
  return [told ? number : `${number}${JOIN}${short(kind, room)}`, shown];
}

/** What a table has under a name of its own: names come from a report, and may be `constructor`. */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The lines of a code frame (`> 19 |   text`) without the indentation that all of them share. */
export function dedented(codeFrame: string): string[] {
  const lines = printableLines(codeFrame);
  const split = lines.map((line) => /^(.*?\| ?)( *)(.*)$/.exec(line) ?? ['', line, '', '']);
  const least = Math.min(
    ...split.filter(([, , , text]) => text !== '').map(([, , spaces]) => spaces?.length ?? 0),
  );
  return split.map(([, number, spaces = '', text]) => `${number}${spaces.slice(least)}${text}`);
}

/** At most `longest` characters, the last one a `…` when something was left out. */
export function short(text: string, longest: number): string {
  const safe = printable(text, longest * 4);
  return safe.length > longest ? `${safe.slice(0, longest - 1)}…` : safe;
}

/** `1 race`, `22 races`. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : `${noun}s`}`;
}

/** The whole timeline in one sentence, for those who do not see it. */
export function timelineSentence(race: Race, times: readonly string[]): string {
  const steps = race.accesses.map(
    (access, index) => `${times[index]}: ${actOf(race, access)} by ${whoOf(race, access)}`,
  );
  return `Timeline. ${steps.join('. ')}.`;
}
