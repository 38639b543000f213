import { beforeEach, describe, expect, it } from 'vitest';
import {
  enter,
  enterMain,
  leave,
  leaveMain,
  resetActivations,
  runNested,
} from '../../src/core/activations.ts';
import { now } from '../../src/core/now.ts';
import { BEFORE, order, UNKNOWN, UNORDERED } from '../../src/core/order.ts';
import { configureTurns, joinTurns, LOST, openTurn } from '../../src/core/turns.ts';

/** Runs one activation from begin to end and returns its turn. */
function turn(creator: number, resolver = 0, previous = 0): number {
  enter(creator, resolver, previous, 1);
  const number = now.turn;
  leave();
  return number;
}

beforeEach(() => {
  resetActivations();
  configureTurns(8);
});

describe('a turn is before another', () => {
  it('when it created its resource', () => {
    const a = turn(0);
    expect(order(a, turn(a))).toBe(BEFORE);
  });

  it('when it resolved the promise the other awaited', () => {
    const a = turn(0);
    const b = turn(0);
    expect(order(b, turn(a, b))).toBe(BEFORE);
  });

  it('when it was the previous activation of the same socket or interval', () => {
    const a = turn(0);
    expect(order(a, turn(0, 0, a))).toBe(BEFORE);
  });

  it('through any number of steps', () => {
    const a = turn(0);
    let last = a;
    for (let i = 0; i < 50; i++) last = turn(last);
    expect(order(a, last)).toBe(BEFORE);
  });

  it('when the other waited for several and it was one of them', () => {
    const a = turn(0);
    const b = turn(0);
    enter(b, 0, 0, 1);
    joinTurns([a, b]);
    const joined = now.turn;
    leave();
    expect(order(a, turn(joined))).toBe(BEFORE);
  });

  it('when it ran synchronously inside the code that goes on', () => {
    enter(0, 0, 0, 1);
    const outer = now.turn;
    let inner = 0;
    runNested(2, () => {
      inner = now.turn;
    });
    const rest = now.turn;
    leave();
    expect(rest).not.toBe(outer);
    expect([order(outer, inner), order(inner, rest), order(outer, rest)]).toEqual([BEFORE, BEFORE, BEFORE]);
  });
});

describe('two turns are not ordered', () => {
  it('when neither caused the other', () => {
    const a = turn(0);
    const b = turn(0);
    expect([order(a, b), order(b, a)]).toEqual([UNORDERED, UNORDERED]);
  });

  it('when they only have a cause in common', () => {
    const parent = turn(0);
    expect(order(turn(parent), turn(parent))).toBe(UNORDERED);
  });
});

describe('an answer is unknown', () => {
  it('when the ring has been overwritten', () => {
    const a = turn(0);
    let last = turn(a);
    for (let i = 0; i < 300; i++) last = turn(last);
    expect(order(a, last)).toBe(UNKNOWN);
  });

  it('when a cause was lost before it was noted', () => {
    const a = turn(0);
    expect(order(a, turn(LOST))).toBe(UNKNOWN);
  });
});

describe('the running turn and task', () => {
  it('belong to the main script until it ends', () => {
    enterMain();
    const main = now.turn;
    enter(main, 0, 0, 5);
    expect(now.task).toBe(5);
    leave();
    expect(now.task).toBe(0);
    expect(now.turn).not.toBe(0);
    enter(main, 0, 0, 6);
    leaveMain();
    leave();
    expect([now.turn, now.task]).toEqual([0, 0]);
  });

  it('are those of the outer code again after a nested activation', () => {
    openTurn(0, 0, 0, 0, 7);
    enter(0, 0, 0, 7);
    expect(runNested(8, () => now.task)).toBe(8);
    expect(now.task).toBe(7);
  });

  it('are restored when the nested code throws', () => {
    enter(0, 0, 0, 7);
    expect(() =>
      runNested(8, () => {
        throw new Error('in the application');
      }),
    ).toThrow('in the application');
    expect(now.task).toBe(7);
  });
});
