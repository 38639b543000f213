// What stacks tell the engine: the site of an access, whether two sites are one line, and whether two accesses
// were made by one activation of a function.

import type { CallFrame } from './call-frame.ts';
import { ownerOf, sourcePosition } from './resolve.ts';
import { functionAt } from './site-frames.ts';

/** The innermost frame of the application, else of a dependency. */
export function siteOf(frames: readonly CallFrame[]): CallFrame | undefined {
  return (
    frames.find((frame) => ownerOf(frame) === 'application') ??
    frames.find((frame) => ownerOf(frame) === 'dependency')
  );
}

/** Whether two frames stand on one line of the original source (a minified bundle has only one generated line). */
export function sameLine(a: CallFrame, b: CallFrame): boolean {
  const first = sourcePosition(a);
  const second = sourcePosition(b);
  return first.line === second.line && first.file === second.file;
}

/**
 * Whether a later access was made by a function activation that had already made, or called for, an earlier one.
 * What lived through the turn boundary is the function that a microtask resumed and those awaiting it, up to the
 * first `Promise.all`, whose members are strands of their own.
 * @param first frames of the earlier access
 * @param second frames of the later access
 */
export function sharesActivation(first: readonly CallFrame[], second: readonly CallFrame[]): boolean {
  const survivors = survivorsOf(second);
  const own = survivors.filter((frame) => ownerOf(frame) === 'application');
  const telling = own.length > 0 ? own : survivors;
  return telling.some((frame) => first.some((earlier) => isSameFunction(frame, earlier)));
}

function survivorsOf(frames: readonly CallFrame[]): CallFrame[] {
  const resumed = resumedIndex(frames);
  if (resumed < 0) return [];
  const rest = frames.slice(resumed);
  const fork = rest.findIndex((frame) => frame.isCombinator);
  return (fork < 0 ? rest : rest.slice(0, fork)).filter((frame) => ownerOf(frame) !== 'node');
}

/** Index of the outermost synchronous function, -1 when it was called afresh by a timer, a socket or an event. */
function resumedIndex(frames: readonly CallFrame[]): number {
  let outermost = -1;
  for (const [index, frame] of frames.entries()) {
    if (frame.isAsync) break;
    if (ownerOf(frame) !== 'node') outermost = index;
  }
  const caller = frames[outermost + 1];
  const isFresh = caller !== undefined && !caller.isAsync && !isMicrotaskPump(caller);
  return isFresh ? -1 : outermost;
}

function isMicrotaskPump(frame: CallFrame): boolean {
  return frame.file === 'node:internal/process/task_queues' && !frame.function.endsWith('runMicrotask');
}

function isSameFunction(a: CallFrame, b: CallFrame): boolean {
  if (a.script !== b.script || a.native || b.native) return false;
  if (a.startLine > 0 && b.startLine > 0)
    return a.startLine === b.startLine && a.startColumn === b.startColumn;
  if (a.isGiven || b.isGiven) {
    const one = functionAt(a);
    return one !== undefined && one === functionAt(b);
  }
  return a.function !== '' && a.function === b.function;
}
