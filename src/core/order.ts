// Happens-before, on demand: is turn x before turn y because one caused the other? Walks the causes of y
// backwards, never past x's number (a cause always has a smaller number than its effect).

import { counters } from './counters.ts';
import { limits } from './limits.ts';
import { creatorOf, joinedBy, LOST, logSize, outerOf, previousOf, remembers, resolverOf } from './turns.ts';

export const UNORDERED = 0;
export const BEFORE = 1;
export const UNKNOWN = 2;
export type Order = typeof UNORDERED | typeof BEFORE | typeof UNKNOWN;

/** `marks[turn & mask]` holds the number of the question that visited the turn: no clearing between questions. */
let marks = new Int32Array(0);
let question = 0;
const pending: number[] = [];

/**
 * Whether turn `x` comes before turn `y` by cause. A turn is before itself.
 * @returns BEFORE, UNORDERED, or UNKNOWN when history was lost or the step bound was reached
 */
export function order(x: number, y: number): Order {
  if (x === y) return BEFORE;
  if (x > y) return UNORDERED;
  counters.orderQuestions++;
  const answer = remembers(y) ? walk(x, y, true) : UNKNOWN;
  if (answer === UNKNOWN) counters.orderUnknown++;
  return answer;
}

/** Whether turn `x` started turn `y`: created its resource, or what did, or called it. A turn starts itself. */
export function started(x: number, y: number): boolean {
  return x === y || (x < y && remembers(y) && walk(x, y, false) === BEFORE);
}

/** A cause that is needed is no longer in the log. */
let lost = false;

/** @param all every cause; otherwise only creators and callers */
function walk(x: number, y: number, all: boolean): Order {
  begin();
  pending.push(y);
  for (let steps = 0; pending.length > 0; steps++) {
    if (steps > limits.orderSteps) return UNKNOWN;
    const turn = pending.pop() as number;
    if (visit(creatorOf(turn), x) || visit(outerOf(turn), x)) return BEFORE;
    if (!all) continue;
    if (visit(resolverOf(turn), x) || visit(previousOf(turn), x)) return BEFORE;
    const joined = joinedBy(turn);
    if (joined === undefined) continue;
    for (const cause of joined) if (visit(cause, x)) return BEFORE;
  }
  return lost ? UNKNOWN : UNORDERED;
}

function begin(): void {
  if (marks.length !== logSize()) marks = new Int32Array(logSize());
  if (++question > 0x7ffffffe) {
    marks.fill(0);
    question = 1;
  }
  if (pending.length > 0) pending.length = 0;
  lost = false;
}

/** Takes a cause up for the walk; true when it is the turn looked for. */
function visit(turn: number, x: number): boolean {
  if (turn === x) return true;
  if (turn === LOST) lost = true;
  if (turn <= x) return false;
  if (!remembers(turn)) {
    lost = true;
    return false;
  }
  const at = turn & (marks.length - 1);
  if (marks[at] === question) return false;
  marks[at] = question;
  pending.push(turn);
  return false;
}
