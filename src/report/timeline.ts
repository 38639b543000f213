// The window drawn in plain ASCII: one lane per task, a letter per access, `=` while the window was open.

import type { Race, ReportedAccess } from './model.ts';
import { printable } from './printable.ts';
import { MARKS, opNoun } from './words.ts';

const BREADTH = 40;
const GAP = 2;

interface Lane {
  label: string;
  name: string;
  accesses: ReportedAccess[];
}

/** Lines without indentation; the times are milliseconds after the first access. */
export function renderTimeline(race: Race): string[] {
  const labels = timeLabels(race.accesses);
  const columns = placeColumns(race.accesses, labels);
  const lanes = lanesOf(race);
  const margin = Math.max(...lanes.map((lane) => lane.label.length)) + 3;
  const breadth = Math.max(...columns) + 1;
  const lines = [ruler(labels, columns, margin)];
  for (const lane of lanes) {
    const marks = laneMarks(lane, race.accesses, columns, breadth);
    lines.push(`${lane.label.padEnd(margin)}${marks}   ${lane.name}`.trimEnd());
  }
  lines.push(legend(race));
  return lines;
}

function lanesOf(race: Race): Lane[] {
  const lanes = new Map<string, Lane>();
  const owner = race.accesses.find((access) => access.role === 'first')?.task;
  for (const access of race.accesses) {
    const task = access.task === 0 ? 'no task' : `task ${access.task}`;
    const strand = access.role === 'intervening' && access.task === owner;
    const label = strand ? `${task}, other strand` : task;
    const name = race.tasks.find(({ id }) => id === access.task && id !== 0)?.name ?? '';
    const lane = lanes.get(label) ?? { label, name: printable(name, 60), accesses: [] };
    lane.accesses.push(access);
    lanes.set(label, lane);
  }
  return [...lanes.values()];
}

function laneMarks(lane: Lane, all: ReportedAccess[], columns: number[], breadth: number): string {
  const cells = new Array<string>(breadth).fill(' ');
  const at = (access: ReportedAccess) => columns[all.indexOf(access)] ?? 0;
  const window = lane.accesses.filter((access) => access.role !== 'intervening').map(at);
  if (window.length > 1) cells.fill('=', Math.min(...window), Math.max(...window));
  for (const access of lane.accesses) cells[at(access)] = MARKS[access.op];
  return cells.join('');
}

/** `0 ms`, `+1.7`, `+2.8`: with as many digits as it takes to tell neighbours apart, three at most. */
function timeLabels(accesses: readonly ReportedAccess[]): string[] {
  const start = accesses[0]?.time ?? 0;
  const [short, longer, longest] = [1, 2, 3].map((digits) =>
    accesses.map(({ time }) => (time - start).toFixed(digits)),
  ) as [string[], string[], string[]];
  const distinct = new Set(longest).size;
  const texts = [short, longer].find((candidate) => new Set(candidate).size === distinct) ?? longest;
  return texts.map((text, index) => (index === 0 ? '0 ms' : `+${text}`));
}

/** To scale where there is room, and always far enough apart for the labels. */
function placeColumns(accesses: readonly ReportedAccess[], labels: readonly string[]): number[] {
  const start = accesses[0]?.time ?? 0;
  const span = (accesses.at(-1)?.time ?? start) - start;
  const columns: number[] = [];
  accesses.forEach((access, index) => {
    // A log may hold times that no clock has shown.
    const scaled = span > 0 ? Math.min(BREADTH, Math.round(((access.time - start) / span) * BREADTH)) : 0;
    const nearest = index === 0 ? 0 : (columns[index - 1] ?? 0) + (labels[index - 1]?.length ?? 0) + GAP;
    columns.push(Math.max(scaled, nearest));
  });
  return columns;
}

function ruler(labels: readonly string[], columns: readonly number[], margin: number): string {
  let line = ' '.repeat(margin);
  labels.forEach((label, index) => {
    line = line.padEnd(margin + (columns[index] ?? 0)) + label;
  });
  return line;
}

function legend({ accesses, location }: Race): string {
  const ops = [...new Set(accesses.map((access) => access.op))];
  const owner = accesses.find((access) => access.role === 'first')?.task;
  const letters = ops.map((op) => `${MARKS[op]} ${opNoun(op, location.kind)}`).join(', ');
  return `${letters}; = the time in which ${owner ? `task ${owner}` : 'it'} counted on nobody interfering`;
}
