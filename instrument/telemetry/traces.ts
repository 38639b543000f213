// Which trace each access belongs to: the span that was active when its stack was taken, else the first one seen in
// its task, else the `traceparent` header of its request (W3C Trace Context). Two fixed rings; spans themselves are
// not held, only what names them.

import type * as Api from '@opentelemetry/api';
import { limits } from '../../src/core/limits.ts';
import { now } from '../../src/core/now.ts';
import { lineOf, MAIN } from '../../src/core/tasks.ts';
import type { ReportedTrace } from '../../src/report/model.ts';
import { onCapture } from '../../src/stacks/capture.ts';

type SpanContext = Api.SpanContext;

class Ring<T> {
  private readonly size: number;
  private readonly keys: Int32Array;
  private readonly values: (T | undefined)[];

  constructor(size: number) {
    this.size = size;
    this.keys = new Int32Array(size);
    this.values = new Array<T | undefined>(size).fill(undefined);
  }

  get(key: number): T | undefined {
    return this.keys[key % this.size] === key ? this.values[key % this.size] : undefined;
  }

  set(key: number, value: T): void {
    this.keys[key % this.size] = key;
    this.values[key % this.size] = value;
  }
}

const CAPTURES = 1 << 13;
const HEADER = 'traceparent';
const PARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/;

let ofCaptures: Ring<SpanContext> | undefined;
let ofTasks: Ring<SpanContext> | undefined;
let headers: Ring<string> | undefined;
/** What a trace in a report was made from. */
const sources = new WeakMap<ReportedTrace, SpanContext>();

/** From now on the active span is noted whenever a stack is taken, which costs far more. */
export function noteSpans(api: Pick<typeof Api, 'trace'>): void {
  ofCaptures ??= new Ring(CAPTURES);
  ofTasks ??= new Ring(limits.tasks);
  const [captures, tasks] = [ofCaptures, ofTasks];
  let busy = false;
  onCapture((number) => {
    if (busy) return;
    busy = true;
    try {
      const context = api.trace.getActiveSpan()?.spanContext();
      if (context === undefined) return;
      captures.set(number, context);
      if (now.task !== MAIN && tasks.get(now.task) === undefined) tasks.set(now.task, context);
    } catch {
      // A provider's own error: there is no trace then.
    } finally {
      busy = false;
    }
  });
}

/** Notes the header of a request that starts a task. @param rawHeaders names and values in turn */
export function noteTraceparent(task: number, rawHeaders: unknown): void {
  if (!Array.isArray(rawHeaders)) return;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name: unknown = rawHeaders[at];
    if (typeof name !== 'string' || name.length !== HEADER.length || name.toLowerCase() !== HEADER) continue;
    noteParent(task, rawHeaders[at + 1]);
    return;
  }
}

/** As `noteTraceparent`, given the header's value. */
export function noteParent(task: number, traceparent: unknown): void {
  if (typeof traceparent !== 'string' || traceparent.length > 512) return;
  headers ??= new Ring(limits.tasks);
  headers.set(task, traceparent);
}

/** @param capture number of the access's stack, 0 for none */
export function traceOf(capture: number, task: number): ReportedTrace | undefined {
  const context = ofCaptures?.get(capture) ?? ofTask(task);
  if (context === undefined) return undefined;
  const { traceId, spanId } = context;
  if (!isId(traceId, 32) || !isId(spanId, 16)) return undefined;
  const trace = { traceId, spanId };
  sources.set(trace, context);
  return trace;
}

/** The context of a trace that `traceOf` has given. */
export function spanContextOf(trace: ReportedTrace): SpanContext | undefined {
  return sources.get(trace);
}

/** A task without a trace is part of what started it. */
function ofTask(task: number): SpanContext | undefined {
  if (ofTasks === undefined && headers === undefined) return undefined;
  for (const id of lineOf(task)) {
    const context = ofTasks?.get(id) ?? parsed(headers?.get(id));
    if (context !== undefined) return context;
  }
  return undefined;
}

function parsed(traceparent: string | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = PARENT.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}

/** All zeros is no id. */
function isId(id: unknown, length: number): boolean {
  return typeof id === 'string' && id.length === length && /^[0-9a-f]+$/.test(id) && /[^0]/.test(id);
}
