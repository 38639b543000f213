// A race as one line of JSON, keys in the order of race.schema.json and nothing the schema does not know.

import type { Frame, Race, ReportedAccess, ReportedTask, ReportedTrace } from './model.ts';
import { escapeInJson } from './printable.ts';

/** All of T's keys, the optional ones too: a key added to the model and forgotten here does not compile. */
type Complete<T> = T extends (infer Item)[]
  ? Complete<Item>[]
  : T extends object
    ? { [K in keyof Required<T>]: Complete<T[K]> }
    : T;

/** Exactly one line, without the line end; the text holds no control character of any kind. */
export function renderJson(race: Race): string {
  const { path, kind, root } = race.location;
  const ordered: Complete<Race> = {
    schema: race.schema,
    fingerprint: race.fingerprint,
    pattern: race.pattern,
    level: race.level,
    message: race.message,
    location: { path, kind, root },
    accesses: race.accesses.map(orderAccess),
    tasks: race.tasks.map(orderTask),
    count: race.count,
    pid: race.pid,
    time: race.time,
  };
  return escapeInJson(JSON.stringify(ordered));
}

function orderAccess(access: ReportedAccess): Complete<ReportedAccess> {
  return {
    role: access.role,
    op: access.op,
    task: access.task,
    turn: access.turn,
    time: access.time,
    value: access.value,
    stack: access.stack.map(orderFrame),
    stackNote: access.stackNote,
    trace: access.trace && orderTrace(access.trace),
  };
}

function orderTrace({ traceId, spanId }: ReportedTrace): Complete<ReportedTrace> {
  return { traceId, spanId };
}

function orderTask(task: ReportedTask): Complete<ReportedTask> {
  return { id: task.id, kind: task.kind, name: task.name, origin: task.origin.map(orderFrame) };
}

function orderFrame(frame: Frame): Complete<Frame> {
  return {
    function: frame.function,
    file: frame.file,
    line: frame.line,
    column: frame.column,
    owner: frame.owner,
    async: frame.async,
  };
}
