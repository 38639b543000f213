// A time in which nobody watched: nothing of before it is half of a race, and an order that leads through it is unknown.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultOptions } from '../../src/config/options.ts';
import { enter, leave, resetActivations } from '../../src/core/activations.ts';
import { firstTurnOf } from '../../src/core/beginnings.ts';
import { counters, resetCounters } from '../../src/core/counters.ts';
import { now } from '../../src/core/now.ts';
import { BEFORE, order, UNKNOWN } from '../../src/core/order.ts';
import { rootPath } from '../../src/core/path.ts';
import { Shadow } from '../../src/core/shadow.ts';
import { createTask } from '../../src/core/tasks.ts';
import { configureTurns, forgetPast, openTurn, remembers } from '../../src/core/turns.ts';
import type { Race } from '../../src/report/model.ts';
import { Session } from '../../src/session.ts';
import { asleep } from '../../src/sites/backoff.ts';
import { registerModule } from '../../src/sites/modules.ts';
import { l, n, type Variable, x } from '../../src/sites/variables.ts';

let reported: Race[];
let session: Session;

beforeEach(() => {
  resetActivations();
  resetCounters();
  configureTurns(12);
  reported = [];
  session = new Session({
    options: defaultOptions(),
    pid: 1,
    driver: 'by hand',
    report: (race) => reported.push(race),
    log: expect.fail,
  });
});
afterEach(() => session.stop());

const gap = () => {
  session.pause('burst');
  session.resume();
};

/** Runs steps in turns of two tasks, each task's turns one after the other. */
function play(...steps: ['one' | 'two', () => void][]): void {
  const last = { one: 0, two: 0 };
  const tasks = { one: createTask('task', 'one', 0).id, two: createTask('task', 'two', 0).id };
  for (const [who, act] of steps) {
    enter(last[who], 0, 0, tasks[who]);
    last[who] = now.turn;
    act();
    leave();
  }
}

describe('turns', () => {
  it('of before are forgotten, and numbers go on', () => {
    const before = openTurn(0, 0, 0, 0, 1);
    forgetPast();
    const after = openTurn(before, 0, 0, 0, 1);
    expect(after).toBe(before + 1);
    expect([remembers(before), remembers(after)]).toEqual([false, true]);
    expect(firstTurnOf(1)).toBeGreaterThan(before);
    expect(counters.gaps).toBe(1);
  });

  it('of after are ordered as ever, and those of before lead nowhere', () => {
    const old = openTurn(0, 0, 0, 0, 1);
    const early = openTurn(0, 0, 0, 0, 1);
    forgetPast();
    const first = openTurn(0, 0, 0, 0, 1);
    const second = openTurn(first, 0, early, 0, 1);
    expect([order(first, second), order(old, second)]).toEqual([BEFORE, UNKNOWN]);
  });
});

describe('a race', () => {
  it.each<[string, number, number]>([
    ['with a gap before it is found', 0, 1],
    ['whose look was before the gap is not', 1, 0],
    ['whose change by another was before the gap is not', 2, 0],
    ['with a gap after it is found', 3, 1],
  ])('%s', (_name, at, expected) => {
    const shop = session.track({ apples: 10 }, 'stock');
    let seen = 0;
    const steps: ['one' | 'two', () => void][] = [
      [
        'one',
        () => {
          seen = shop.apples;
        },
      ],
      [
        'two',
        () => {
          shop.apples = 5;
        },
      ],
      [
        'one',
        () => {
          shop.apples = seen - 1;
        },
      ],
    ];
    play(...steps.slice(0, at), ['two', gap], ...steps.slice(at));
    session.flush();
    expect(reported).toHaveLength(expected);
  });

  it.each<[string, () => void, number]>([
    ['without a gap has a window', () => {}, 1],
    ['with a gap has none', gap, 0],
  ])('of a variable that begins with what its first turn did %s', (_name, between, windows) => {
    let variable: Variable | undefined;
    play(
      [
        'one',
        () => {
          variable = n(1);
          x(10, variable, 2);
        },
      ],
      ['two', between],
      ['two', () => void l(5, 10, variable, 3)],
      ['one', () => void l(9, 5, variable, 4)],
    );
    session.flush();
    expect(counters.windows).toBe(windows);
  });
});

it('an object that is no longer in the list of all is forgotten as well', () => {
  const shadow = new Shadow('object', rootPath('old'));
  const location = shadow.locate('a');
  location.begin(openTurn(0, 0, 0, 0, 7), 7);
  forgetPast();
  expect(remembers(location.turn)).toBe(false);
});

it('instrumented sites sleep in a rest, and those that were awake are awake again', () => {
  const { base } = registerModule('gaps', 3, () => expect.fail());
  expect(asleep[base + 1]).toBe(0);
  session.pause('burst');
  expect([...asleep.subarray(base + 1, base + 4)]).toEqual([1, 1, 1]);
  session.resume();
  expect([...asleep.subarray(base + 1, base + 4)]).toEqual([0, 0, 0]);
});
