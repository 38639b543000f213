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
function race(parent: number, other: number, key = 'apples', stock = stockOf(key)): void {
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

function stockOf(key: string): Record<string, number> {
  return session.track({ [key]: 10 }, 'stock');
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

describe('a race without an owner is the file’s', () => {
  it('when the only test that was begun is not run after all', () => {
    tests.abandon(begin('skipped'));
    race(OUTSIDE, OUTSIDE);
    expect(paths(tests.endFile())).toEqual(['stock.apples']);
    expect(tests.takeTotals().tests).toBe(0);
  });

  it('when it struck before the test was given up', () => {
    const run = begin('skipped by a hook');
    race(OUTSIDE, OUTSIDE);
    tests.abandon(run);
    expect(paths(tests.endFile())).toEqual(['stock.apples']);
  });

  it('again after its first verdict, and only what struck since', () => {
    race(OUTSIDE, OUTSIDE);
    expect(paths(tests.judgeFile())).toEqual(['stock.apples']);
    race(OUTSIDE, OUTSIDE, 'pears');
    expect(paths(tests.endFile())).toEqual(['stock.pears']);
  });
});

describe('late work of a test', () => {
  it('of a file that is over is reported, and held against no other file', () => {
    const run = begin('a');
    tests.endTest(run);
    tests.endFile();
    tests.beginFile('');
    race(run.task, run.task);
    expect(reported).toHaveLength(1);
    expect(paths(tests.endFile())).toEqual([]);
  });

  it('of a file that is over and allows it is not reported', () => {
    tests.allow(matcherOf('stock**', () => {}));
    const run = begin('a');
    tests.endTest(run);
    tests.endFile();
    race(run.task, run.task);
    expect(reported).toEqual([]);
  });

  it('is still the file’s after thousands of other tests', () => {
    for (let i = 0; i < 4000; i++) tests.endTest(begin('before'));
    const late = begin('late');
    tests.endTest(late);
    for (let i = 0; i < 200; i++) tests.endTest(begin('after'));
    const next = begin('next');
    race(late.task, late.task);
    expect(paths(tests.endTest(next))).toEqual([]);
    expect(paths(tests.endFile())).toEqual(['stock.apples']);
  });
});

describe('an expectation while a function runs', () => {
  const meet = (act: () => void) => tests.expectDuring(ANY_RACE, act, meet);

  it('is met however often the place has raced before', async () => {
    const run = begin('a');
    const stock = stockOf('apples');
    const again = () => race(run.task, run.task, 'apples', stock);
    const met: number[] = [];
    for (let i = 0; i < 12; i++) met.push((await meet(again)).length);
    expect(met).toEqual(Array(12).fill(1));
    for (let i = 0; i < 40; i++) again();
    expect(await meet(again)).toHaveLength(1);
    expect(tests.endTest(run).races).toEqual([]);
  });

  it('is met together with another one', async () => {
    const run = begin('a');
    let go = () => {};
    const started = new Promise<void>((done) => {
      go = done;
    });
    const both = [1, 2].map(() => tests.expectDuring(ANY_RACE, () => started, meet));
    race(run.task, run.task);
    go();
    expect((await Promise.all(both)).map(({ length }) => length)).toEqual([1, 1]);
  });
});

describe('a verdict', () => {
  it('counts how often a race struck', () => {
    const run = begin('a');
    for (let i = 0; i < 3; i++) race(run.task, run.task);
    expect(tests.endTest(run).races.map(({ count }) => count)).toEqual([3]);
    expect(session.races().map(({ count }) => count)).toEqual([3]);
  });

  it('does not count a test as failed that passes when tried again', () => {
    const first = begin('a');
    race(first.task, first.task);
    tests.endTest(first);
    tests.endTest(tests.beginTest({ name: 'a', file: '', again: 'retry' }));
    expect(tests.takeTotals().failed).toBe(0);
  });

  it('counts a test as failed of whose repeats one races', () => {
    const first = begin('a');
    race(first.task, first.task);
    tests.endTest(first);
    tests.endTest(tests.beginTest({ name: 'a', file: '', again: 'repeat' }));
    expect(tests.takeTotals().failed).toBe(1);
  });

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
    tests.endTest(tests.beginTest({ name: 'a', file: '', again: 'retry' }));
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

describe('a matcher is refused with the nearest word', () => {
  it.each<[object, string]>([
    [{ pattern: 'lost_update' }, 'allowRace knows no pattern "lost_update" (did you mean "lost-update"?).'],
    [{ level: 'errror' }, 'allowRace knows no level "errror" (did you mean "error"?).'],
    [
      { fingerprint: '9706D40AF17E4952' },
      'the 16 digits 0-9 and a-f that a report prints, not "9706D40AF17E4952"',
    ],
  ])('%o', (given, message) => {
    function allowRace(): void {}
    const refused = () => matcherOf(given as Parameters<typeof matcherOf>[0], allowRace);
    expect(refused).toThrow(TypeError);
    expect(refused).toThrow(message);
  });
});
