// The merged log in the Chrome trace format, for ui.perfetto.dev: a process per process, a track per task, turns as
// slices, accesses as instants in them, and arrows from one access of a race to the next.

import type { MergedLog, MergedRace } from '../../log/model.ts';
import type { Race, ReportedAccess } from '../model.ts';
import { printable } from '../printable.ts';
import { siteOf } from '../site.ts';
import { opNoun } from '../words.ts';
import { placeOf, titleOf } from './model.ts';

/** Times are microseconds. How long a turn took is not in a report: it is drawn this much longer than its accesses. */
const TURN = 20;
/** Nothing is drawn shorter: a nanosecond is what Perfetto counts in. */
const SHORTEST = 0.001;

interface Turn {
  pid: number;
  task: number;
  turn: number;
  start: number;
  last: number;
  paths: Set<string>;
}

type TraceEvent = Readonly<Record<string, unknown>> & { readonly ph: string; readonly ts?: number };

/** One JSON object, the `traceEvents` sorted by time after the names of processes and tracks. */
export function formatTrace({ races }: MergedLog): string {
  const processes = new Map<string, number>();
  const names: TraceEvent[] = [];
  const named = new Set<string>();
  const turns = new Map<string, Turn>();
  const numbers = countFrom(1);
  const events = races.flatMap((merged, nth) => {
    const pid = processOf(merged, processes, names);
    nameTasks(merged.race, pid, named, names);
    for (const access of merged.race.accesses) noteTurn(merged.race, access, pid, turns);
    return [
      ...accessEvents(merged.race, pid),
      ...arrows(merged.race, pid, numbers),
      ...windowOf(merged.race, pid, nth),
    ];
  });
  const slices = [...tracksOf(turns).values()].flatMap(slicesOf);
  const timed = [...slices, ...events].sort((one, other) => (one.ts ?? 0) - (other.ts ?? 0));
  return `${JSON.stringify({ displayTimeUnit: 'ms', traceEvents: [...names, ...timed] })}\n`;
}

function* countFrom(number: number): Generator<number, number> {
  for (let next = number; ; next++) yield next;
}

/** Process numbers come round again, and threads share one: the file tells them apart. */
function processOf({ race, files }: MergedRace, processes: Map<string, number>, names: TraceEvent[]): number {
  const key = `${race.pid} ${files[0] ?? ''}`;
  const known = processes.get(key);
  if (known !== undefined) return known;
  const pid = processes.size + 1;
  processes.set(key, pid);
  const name = `process ${race.pid}, ${printable(files[0] ?? '')}`;
  names.push({ ph: 'M', name: 'process_name', pid, tid: 0, args: { name } });
  return pid;
}

function nameTasks(race: Race, pid: number, named: Set<string>, names: TraceEvent[]): void {
  for (const { task } of race.accesses) {
    if (named.has(`${pid} ${task}`)) continue;
    named.add(`${pid} ${task}`);
    const told = race.tasks.find(({ id }) => id === task)?.name ?? '';
    const name = task === 0 ? 'no task' : `task ${task} ${printable(told)}`.trimEnd();
    names.push({ ph: 'M', name: 'thread_name', pid, tid: task, args: { name } });
    names.push({ ph: 'M', name: 'thread_sort_index', pid, tid: task, args: { sort_index: task } });
  }
}

function noteTurn(race: Race, access: ReportedAccess, pid: number, turns: Map<string, Turn>): void {
  const key = `${pid} ${access.task} ${access.turn}`;
  const at = access.time * 1000;
  const known = turns.get(key);
  const path = printable(race.location.path);
  if (known === undefined) {
    const { task, turn } = access;
    turns.set(key, { pid, task, turn, start: at, last: at, paths: new Set([path]) });
    return;
  }
  known.start = Math.min(known.start, at);
  known.last = Math.max(known.last, at);
  known.paths.add(path);
}

function tracksOf(turns: ReadonlyMap<string, Turn>): Map<string, Turn[]> {
  const tracks = new Map<string, Turn[]>();
  for (const turn of turns.values()) {
    const key = `${turn.pid} ${turn.task}`;
    const track = tracks.get(key);
    if (track === undefined) tracks.set(key, [turn]);
    else track.push(turn);
  }
  return tracks;
}

/** Turns of one task never overlap: each is cut where the next one begins. */
function slicesOf(track: readonly Turn[]): TraceEvent[] {
  const sorted = [...track].sort((one, other) => one.start - other.start || one.turn - other.turn);
  return sorted.map(({ pid, task, turn, start, last, paths }, index) => {
    const next = sorted[index + 1]?.start ?? Number.POSITIVE_INFINITY;
    const dur = Math.max(Math.min(last + TURN, next) - start, SHORTEST);
    const args = { turn, locations: [...paths] };
    return { ph: 'X', name: `turn ${turn}`, cat: 'turn', pid, tid: task, ts: start, dur, args };
  });
}

function accessEvents(race: Race, pid: number): TraceEvent[] {
  return race.accesses.map((access) => ({
    ph: 'i',
    s: 't',
    name: `${opNoun(access.op, race.location.kind)} ${printable(race.location.path)}`,
    cat: 'access',
    pid,
    tid: access.task,
    ts: access.time * 1000,
    args: {
      role: access.role,
      site: placeOf(siteOf(access.stack)),
      ...(access.value === undefined ? {} : { value: printable(String(access.value)) }),
      fingerprint: race.fingerprint,
      ...(access.trace && {
        traceId: printable(access.trace.traceId),
        spanId: printable(access.trace.spanId),
      }),
    },
  }));
}

/** Perfetto takes whole numbers for the ids of arrows and drops those with another one: each has one of its own. */
function arrows(race: Race, pid: number, numbers: Iterator<number, number>): TraceEvent[] {
  return race.accesses.slice(1).flatMap((to, index) => {
    const from = race.accesses[index] ?? to;
    const shared = { name: race.pattern, cat: 'race', id: numbers.next().value, pid };
    return [
      { ph: 's', ...shared, tid: from.task, ts: from.time * 1000 },
      { ph: 'f', bp: 'e', ...shared, tid: to.task, ts: to.time * 1000 },
    ];
  });
}

/** The time in which the task counted on nobody interfering, on a track of its own. */
function windowOf(race: Race, pid: number, nth: number): TraceEvent[] {
  const [first] = race.accesses;
  const last = race.accesses.findLast(({ role }) => role === 'second');
  if (first === undefined || last === undefined) return [];
  const shared = { name: `${race.level}: ${titleOf(race)}`, cat: 'window', id: nth, pid, tid: first.task };
  const args = { message: printable(race.message, 1000), fingerprint: race.fingerprint, count: race.count };
  return [
    { ph: 'b', ...shared, ts: first.time * 1000, args },
    { ph: 'e', ...shared, ts: last.time * 1000 },
  ];
}
