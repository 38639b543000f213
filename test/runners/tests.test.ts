// Tests as the core sees them, without a runner: which one owns a race, and what comes of it.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultOptions, type Options } from '../../src/config/options.ts';
import { enter, leave, resetActivations } from '../../src/core/activations.ts';
import { resetCounters } from '../../src/core/counters.ts';
import { now } from '../../src/core/now.ts';
import { createTask } from '../../src/core/tasks.ts';
import { configureTurns } from '../../src/core/turns.ts';
import type { Race } from '../../src/report/model.ts';
import { Session } from '../../src/session.ts';
import { ANY_RACE, matcherOf } from '../../src/tests/matcher.ts';
import type { TestRun, Tests } from '../../src/tests/runs.ts';
import type { Verdict } from '../../src/tests/scope.ts';

let reported: Race[];
let session: Session;
let tests: Tests;

function start(options: Partial<Options> = {}): void {
  reported = [];
  session = new Session({
    options: { ...defaultOptions(), level: 'notice', ...options },
    pid: 1,
    driver: 'by hand',
    report: (race) => reported.push(race),
    log: (line) => expect.fail(line),
  });
  tests = session.tests;
  tests.beginFile('');
}

/** A task whose turns follow one another. */
function strandOf(parent: number): (act: () => void) => void {
  const task = createTask('task', 'by hand', 0, parent).id;
  let last = 0;
  return (act) => {
    enter(last, 0, 0, task);
    last = now.turn;
    act();
    leave();
  };
}

/** Two children of these tasks take from one stock at once: the second access is the first one's. */
function race(parent: number, other: number, key = 'apples'): void {
  const stock = session.track({ [key]: 10 } as Record<string, number>, 'stock');
  const one = strandOf(parent);
  const two = strandOf(other);
  let seen = 0;
  one(() => {
    seen = stock[key] as number;
  });
  two(() => {
    stock[key] = (stock[key] as number) - 5;
  });
  one(() => {
    stock[key] = seen - 1;
  });
}

const begin = (name: string): TestRun => tests.beginTest({ name, file: '' });
const paths = (verdict: Verdict) => verdict.races.map(({ location }) => location.path);
const OUTSIDE = 0;

beforeEach(() => {
  resetActivations();
  resetCounters();
  configureTurns(12);
  start({ fail_on: 'notice' });
});
afterEach(() => session.stop());

describe('a race belongs to', () => {
  it('the test whose task is an ancestor of its second access', () => {
    const [a, b] = [begin('a'), begin('b')];
    race(createTask('http', 'GET /', 0, a.task).id, b.task);
    expect(paths(tests.endTest(b))).toEqual([]);
    expect(paths(tests.endTest(a))).toEqual(['stock.apples']);
  });

  it('the test of the intervening access, when the other task is nobody’s', () => {
    const [a, b] = [begin('a'), begin('b')];
    race(OUTSIDE, a.task);
    expect(paths(tests.endTest(a))).toEqual(['stock.apples']);
    expect(paths(tests.endTest(b))).toEqual([]);
  });

  it('the only test that runs, when no task is a test’s', () => {
    const a = begin('a');
    race(OUTSIDE, OUTSIDE);
    expect(paths(tests.endTest(a))).toEqual(['stock.apples']);
  });

  it('the file, when no task is a test’s and several run', () => {
    const [a, b] = [begin('a'), begin('b')];
    race(OUTSIDE, OUTSIDE);
    expect([a, b].flatMap((run) => paths(tests.endTest(run)))).toEqual([]);
    expect(paths(tests.endFile())).toEqual(['stock.apples']);
  });

  it('the file, when its test has ended, and not to the next one', () => {
    const a = begin('a');
    tests.endTest(a);
    const b = begin('b');
    race(a.task, a.task);
    expect(paths(tests.endTest(b))).toEqual([]);
    expect(paths(tests.endFile())).toEqual(['stock.apples']);
  });
});

describe('a verdict', () => {
  it('tells a race again in every test in which it strikes, and reports it once', () => {
    for (const name of ['a', 'b', 'c']) {
      const run = begin(name);
      race(run.task, run.task);
      expect(paths(tests.endTest(run))).toEqual(['stock.apples']);
    }
    expect(reported).toHaveLength(1);
    expect(tests.takeTotals()).toMatchObject({ tests: 3, failed: 3, races: [reported[0]?.fingerprint] });
  });

  it('goes on telling a place that raced more often than is written up', () => {
    const run = begin('first');
    for (let i = 0; i < 40; i++) race(run.task, run.task);
    tests.endTest(run);
    const next = begin('next');
    race(next.task, next.task);
    expect(paths(tests.endTest(next))).toEqual(['stock.apples']);
  });

  it('counts a test once, however often it is tried', () => {
    tests.endTest(begin('a'));
    tests.endTest(tests.beginTest({ name: 'a', file: '', again: true }));
    expect(tests.takeTotals().tests).toBe(1);
  });

  it.each<[string, Parameters<typeof matcherOf>[0], boolean]>([
    ['a glob over the path', 'stock.*', true],
    ['a glob over another path', 'shelf.*', false],
    ['an expression', /apples$/, true],
    ['an expression that remembers where it stopped', /apples/g, true],
    ['a pattern', { pattern: 'lost-update' }, true],
    ['a pattern and a level that do not both hold', { pattern: 'lost-update', level: 'notice' }, false],
    ['a file', { file: '**/tests.test.ts' }, true],
    ['another file', { file: 'other.ts' }, false],
  ])('leaves out what is allowed by %s', (_name, given, matches) => {
    const run = begin('a');
    race(run.task, run.task);
    enter(0, 0, 0, run.task);
    tests.allow(matcherOf(given, () => {}));
    leave();
    const verdict = tests.endTest(run);
    expect([verdict.races.length, verdict.allowed.length]).toEqual(matches ? [0, 1] : [1, 0]);
  });

  it('misses what was expected and did not occur', () => {
    const run = begin('a');
    tests.expect(ANY_RACE);
    expect(tests.endTest(run).missing).toEqual(['Expected a race, and none occurred.']);
  });

  it('does not fail for what is below fail_on', () => {
    session.stop();
    start({ fail_on: 'never' });
    const run = begin('a');
    race(run.task, run.task);
    const verdict = tests.endTest(run);
    expect([verdict.races.length, verdict.minor.length]).toEqual([0, 1]);
    expect(tests.failure(verdict, 'this test')).toBeUndefined();
  });
});

describe('a failure', () => {
  it('tells every race, and its stack begins where the first one struck', () => {
    const run = begin('a');
    race(run.task, run.task, 'apples');
    race(run.task, run.task, 'pears');
    const { error, frames } = tests.failure(tests.endTest(run), 'this test') ?? {};
    expect(error?.message).toMatch(/^1 of 2: race lost-update on stock\.apples\n/);
    expect(error?.message).toContain('\n2 of 2: race lost-update on stock.pears\n');
    expect(error?.message).toMatch(/> +\d+ \| +stock\[key\] = seen - 1;/);
    expect(error?.message).toMatch(/allowRace\(\{ fingerprint: '[\da-f]{16}' \}\)$/);
    expect(frames?.[0]?.file).toBe(__filename);
    expect(error?.stack).toContain(`\n    at ${frames?.[0]?.method} (${__filename}:${frames?.[0]?.line}:`);
  });
});
