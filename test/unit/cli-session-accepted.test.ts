// A session with suppressions and a baseline: what is hidden, what is reported and fails nothing.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultOptions, type Options } from '../../src/config/options.ts';
import { enter, leave, resetActivations } from '../../src/core/activations.ts';
import { resetCounters } from '../../src/core/counters.ts';
import { now } from '../../src/core/now.ts';
import { createTask } from '../../src/core/tasks.ts';
import { configureTurns } from '../../src/core/turns.ts';
import type { Race } from '../../src/report/model.ts';
import { Session } from '../../src/session.ts';
import { writeBaseline } from '../../src/suppress/baseline.ts';

const folder = mkdtempSync(join(tmpdir(), 'racewatch-accepted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let reported: Race[];
let session: Session | undefined;

function start(options: Partial<Options>): Session {
  resetActivations();
  resetCounters();
  configureTurns(12);
  session = new Session({
    options: { ...defaultOptions(), ...options },
    pid: 1,
    driver: 'by hand',
    report: (race) => reported.push(race),
    log: (line) => expect.fail(line),
  });
  return session;
}

/** Two tasks read a field and each writes back what it made of it. */
function race(stock: { apples: number }, test?: number): void {
  const tasks = [test ?? createTask('task', 'one', 0).id, createTask('task', 'two', 0).id];
  const seen = new Map<number, number>();
  const last = new Map<number, number>();
  const turn = (task: number, act: () => void) => {
    enter(last.get(task) ?? 0, 0, 0, task);
    last.set(task, now.turn);
    act();
    leave();
  };
  for (const task of tasks) turn(task, () => seen.set(task, stock.apples));
  for (const [nth, task] of tasks.entries()) {
    turn(task, () => {
      stock.apples = (seen.get(task) as number) - 1 - nth;
    });
  }
}

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** The race as a session without options finds it, written down as accepted. */
function baselineOfRace(): string {
  const first = start({});
  race(first.track({ apples: 9 }, 'stock'));
  const found = first.races();
  expect(found).toHaveLength(1);
  first.stop();
  reported = [];
  return write('base.json', writeBaseline(found));
}

beforeEach(() => {
  reported = [];
});
afterEach(() => session?.stop());

describe('a race that is suppressed', () => {
  it('does not silence another one in the same container, however often it is seen', () => {
    const suppressions = write('much.supp', 'location:^stock.apples$\n');
    const watched = start({ suppressions });
    const stock = watched.track({ apples: 9, pears: 9 }, 'stock');
    for (let round = 0; round < 60; round++) race(stock);
    race({
      get apples() {
        return stock.pears;
      },
      set apples(pears) {
        stock.pears = pears;
      },
    });
    watched.flush();
    expect(reported.map(({ location }) => location.path)).toEqual(['stock.pears']);
  });

  it('is not reported, not kept and fails nothing, and the rule says so', () => {
    const suppressions = write('a.supp', 'location:^stock.apples$\nrace:nobody\n');
    const watched = start({ suppressions });
    race(watched.track({ apples: 9 }, 'stock'));
    watched.flush();
    expect([reported, watched.races(), watched.reports.worst]).toEqual([[], [], -1]);
    expect(watched.reports.acceptedLines()).toEqual([
      `suppression location:^stock.apples$ (${suppressions}:1) hid 1 race, seen 1 time`,
      `suppressions that hid nothing: race:nobody (${suppressions}:2)`,
    ]);
  });

  it('hides no other', () => {
    const watched = start({ suppressions: write('b.supp', 'location:^stock.pears$\n') });
    race(watched.track({ apples: 9 }, 'stock'));
    expect(watched.races()).toHaveLength(1);
    expect(watched.reports.worst).toBeGreaterThan(0);
  });
});

describe('a race of the baseline', () => {
  it('is reported and fails nothing', () => {
    const watched = start({ baseline: baselineOfRace() });
    race(watched.track({ apples: 9 }, 'stock'));
    watched.flush();
    expect(reported).toHaveLength(1);
    expect(watched.reports.accepts(reported[0] as Race)).toBe(true);
    expect(watched.reports.worst).toBe(-1);
  });

  it('fails no test, where the same race without a baseline does', () => {
    const baseline = baselineOfRace();
    const verdictWith = (options: Partial<Options>) => {
      const watched = start(options);
      const { tests } = watched;
      tests.beginFile('/some/file.ts');
      const run = tests.beginTest({ name: 'buys', file: '/some/file.ts' });
      race(watched.track({ apples: 9 }, 'stock'), run.task);
      return tests.endTest(run).races.length;
    };
    expect([verdictWith({}), verdictWith({ baseline })]).toEqual([1, 0]);
  });
});

it('a file that cannot be used is one sentence', () => {
  expect(() => start({ baseline: 'nowhere.json' })).toThrow(
    'cannot read the baseline "nowhere.json": there is no such file',
  );
});
