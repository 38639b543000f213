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
  const answer = walk(x, y);
  if (answer === UNKNOWN) counters.orderUnknown++;
  return answer;
}

function walk(x: number, y: number): Order {
  const size = logSize();
  if (marks.length !== size) marks = new Int32Array(size);
  const mask = size - 1;
  if (++question > 0x7ffffffe) {
    marks.fill(0);
    question = 1;
  }
  pending.length = 0;
  pending.push(y);
  let steps = 0;
  let lost = false;
  while (pending.length > 0) {
    const turn = pending.pop() as number;
    if (++steps > limits.orderSteps) return UNKNOWN;
    if (!remembers(turn)) {
      lost = true;
      continue;
    }
    const creator = creatorOf(turn);
    const resolver = resolverOf(turn);
    const previous = previousOf(turn);
    const outer = outerOf(turn);
    if (creator === x || resolver === x || previous === x || outer === x) return BEFORE;
    if (creator === LOST || resolver === LOST || previous === LOST) lost = true;
    visit(creator, x, mask);
    visit(resolver, x, mask);
    visit(previous, x, mask);
    visit(outer, x, mask);
    const joined = joinedBy(turn);
    if (joined === undefined) continue;
    for (const cause of joined) {
      if (cause === x) return BEFORE;
      if (cause === LOST) lost = true;
      visit(cause, x, mask);
    }
  }
  return lost ? UNKNOWN : UNORDERED;
}

function visit(turn: number, x: number, mask: number): void {
  if (turn <= x || marks[turn & mask] === question) return;
  marks[turn & mask] = question;
  pending.push(turn);
}
