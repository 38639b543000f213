// From a finding to a report: stacks are read and mapped, tasks named, the fingerprint taken. Cold: runs once per
// finding that is not merely counted.

import type { Finding, Side } from './core/finding.ts';
import type { Location } from './core/location.ts';
import { type PathNode, renderKey, renderPath, renderTemplate, rootName, templateKey } from './core/path.ts';
import { STRUCTURE } from './core/shadow.ts';
import { MAIN, taskInfo } from './core/tasks.ts';
import { timeOf } from './core/turns.ts';
import { isNothing } from './core/values.ts';

import { fingerprint } from './report/fingerprint.ts';
import { messageFor } from './report/messages.ts';
import {
  type AccessRole,
  type Frame,
  type LocationKind,
  type PatternName,
  type Race,
  type ReportedAccess,
  type ReportedTask,
  type ReportedTrace,
  SCHEMA,
} from './report/model.ts';
import { reportedValue } from './report/values.ts';

/** Letters. */
const LONGEST_PATH = 500;
const LONGEST_NAME = 200;

/** What the write-up needs from its surroundings. */
export interface WriteUpContext {
  values: boolean;
  pid: number;
  /** The frames of a capture in original positions; undefined when the capture is no longer remembered. */
  stack(capture: number): Frame[] | undefined;
  /** The trace of an access, where the host knows one. */
  trace(capture: number, task: number): ReportedTrace | undefined;
}

export function writeUp(found: Finding, context: WriteUpContext): Race {
  const { location } = found;
  const accesses: ReportedAccess[] = [
    accessOf('first', found.first, location, context),
    accessOf('intervening', found.intervening, location, context),
    accessOf('second', found.second, location, context),
  ];
  const pattern = found.pattern as PatternName;
  const stacks = accesses.map((access) => access.stack);
  return {
    schema: SCHEMA,
    fingerprint: fingerprint({ pattern, template: templateOf(location), stacks }),
    pattern,
    level: found.level,
    message: messageOf(found, pattern),
    location: { path: pathOf(location), kind: kindOf(location), root: rootOf(location) },
    accesses,
    tasks: tasksOf(found, context),
    count: 1,
    pid: context.pid,
    time: new Date().toISOString(),
  };
}

export function pathOf({ shadow, key }: Location): string {
  const container = renderPath(shadow.path);
  return shortened(
    key === STRUCTURE ? container : container + renderKey(key, shadow.kind, shadow.path),
    LONGEST_PATH,
  );
}

const HALF_AT_END = /[\uD800-\uDBFF]$/;
const HALF_AT_START = /^[\uDC00-\uDFFF]/;

/** Reports are bounded, whatever the application calls its things: the middle is left out, by whole letters. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = (most - 1) >> 1;
  return `${text.slice(0, half).replace(HALF_AT_END, '')}…${text.slice(-half).replace(HALF_AT_START, '')}`;
}

/** A variable is its own root. */
function rootOf({ shadow, key }: Location): string {
  return shortened(shadow.kind === 'scope' ? String(key) : rootName(shadow.path), LONGEST_NAME);
}

/** The path without what differs from run to run: keys that are data, and the port in a server's name. */
function templateOf({ shadow, key }: Location): string {
  const container = renderTemplate(shadow.path).replace(/:\d+/, ':*');
  return key === STRUCTURE ? container : container + templateKey(key, shadow.kind);
}

const KINDS: Readonly<Record<Location['shadow']['kind'], LocationKind>> = {
  object: 'property',
  array: 'array-item',
  map: 'map-entry',
  set: 'set-member',
  scope: 'variable',
};

function kindOf({ shadow, key }: Location): LocationKind {
  return key === STRUCTURE ? 'structure' : KINDS[shadow.kind];
}

function accessOf(role: AccessRole, side: Side, location: Location, context: WriteUpContext): ReportedAccess {
  const stack = side.stack === 0 ? undefined : context.stack(side.stack);
  const access: ReportedAccess = {
    role,
    op: side.op,
    task: side.task,
    turn: side.turn,
    time: Math.round(timeOf(side.turn) * 1000) / 1000,
    stack: stack ?? [],
  };
  const path: PathNode = location.shadow.path;
  const value = reportedValue(side.value, location.key, { values: context.values, path });
  if (value !== undefined) access.value = value;
  if (side.stack === 0) access.stackNote = 'not captured: the location had long not been changed';
  else if (stack === undefined)
    access.stackNote = 'no longer remembered: too many accesses since (history_size)';
  const trace = context.trace(side.stack, side.task);
  if (trace !== undefined) access.trace = trace;
  return access;
}

function messageOf(found: Finding, pattern: PatternName): string {
  const { first, intervening, second } = found;
  return messageFor(pattern, {
    path: pathOf(found.location),
    kind: kindOf(found.location),
    actor: actorOf(second.task),
    other: actorOf(intervening.task),
    sameTask: second.task === intervening.task,
    first: first.op,
    intervening: intervening.op,
    second: second.op,
    otherPath: found.firstAt && pathOf(found.firstAt),
    absent: isNothing(pattern === 'dirty-read' ? intervening.value : first.value),
  });
}

/** Undefined for code of no task; a task that has dropped out of memory is still somebody. */
function actorOf(task: number): { kind: string; name: string } | undefined {
  if (task === MAIN) return undefined;
  const { kind, name } = taskInfo(task) ?? { kind: 'unknown', name: '' };
  return { kind, name: shortened(name, LONGEST_NAME) };
}

function tasksOf(found: Finding, context: WriteUpContext): ReportedTask[] {
  const ids = new Set([found.first.task, found.intervening.task, found.second.task]);
  return [...ids].map((id) => {
    const info = taskInfo(id);
    if (info === undefined)
      return { id, kind: id === 0 ? 'main' : 'unknown', name: id === 0 ? 'main' : '', origin: [] };
    const origin = info.origin === 0 ? [] : (context.stack(info.origin) ?? []);
    return { id, kind: info.kind, name: shortened(info.name, LONGEST_NAME), origin };
  });
}
