// A container that nobody's work was interfered with for long takes no more stacks; what is conspicuous rouses it, and
// every race that is reported has all of its stacks.

import { beforeEach, describe, expect, it } from 'vitest';
import { defaultOptions, type Options } from '../../src/config/options.ts';
import { enter, leave, resetActivations } from '../../src/core/activations.ts';
import { counters, resetCounters } from '../../src/core/counters.ts';
import { limits } from '../../src/core/limits.ts';
import { now } from '../../src/core/now.ts';
import { createTask } from '../../src/core/tasks.ts';
import { configureTurns } from '../../src/core/turns.ts';
import type { Race } from '../../src/report/model.ts';
import { Session } from '../../src/session.ts';
import { captureStats } from '../../src/stacks/capture.ts';

class Strand {
  private readonly task = createTask('task', 'by hand', 0).id;
  private last = 0;

  turn(act: () => void): void {
    enter(this.last, 0, 0, this.task);
    this.last = now.turn;
    act();
    leave();
  }
}

let session: Session;

function start(options: Partial<Options> = {}): void {
  session = new Session({
    options: { ...defaultOptions(), ...options },
    pid: 1,
    driver: 'by hand',
    report: () => {},
    log: (line) => expect.fail(line),
  });
}

/** Requests that each count themselves in one turn: every one takes two stacks while they are taken at all. */
function calm(counts: Record<string, number>, times: number): void {
  for (let nth = 0; nth < times; nth++) {
    new Strand().turn(() => {
      counts[`key${nth % 5}`] = (counts[`key${nth % 5}`] as number) + 1;
    });
  }
}

function lostUpdate(counts: Record<string, number>): void {
  const [one, two] = [new Strand(), new Strand()];
  let seen = 0;
  one.turn(() => {
    seen = counts.key0 as number;
  });
  two.turn(() => {
    counts.key0 = 500;
  });
  one.turn(() => {
    counts.key0 = seen + 1;
  });
}

function tracked(): Record<string, number> {
  return session.track({ key0: 0, key1: 0, key2: 0, key3: 0, key4: 0 }, 'counts');
}

const stacksTaken = () => captureStats().captured;

function isWhole(race: Race | undefined): boolean {
  return race?.accesses.every(({ stack }) => stack.length > 0) === true;
}

beforeEach(() => {
  resetActivations();
  resetCounters();
  configureTurns(12);
});

describe('a calm container', () => {
  it('takes a limited number of stacks', () => {
    start();
    const counts = tracked();
    const before = stacksTaken();
    calm(counts, 3 * limits.stacksPerCalmObject);
    expect(stacksTaken() - before).toBe(limits.stacksPerCalmObject);
    expect(session.races()).toEqual([]);
  });

  it('takes all of them with stacks=always', () => {
    start({ stacks: 'always' });
    const counts = tracked();
    const before = stacksTaken();
    calm(counts, 2 * limits.stacksPerCalmObject);
    expect(stacksTaken() - before).toBe(4 * limits.stacksPerCalmObject);
  });

  it('is roused by a window that lacks stacks, and the next race is whole', () => {
    start();
    const counts = tracked();
    calm(counts, 2 * limits.stacksPerCalmObject);
    lostUpdate(counts);
    expect(session.races()).toEqual([]);
    lostUpdate(counts);
    const [race] = session.races();
    expect(race?.pattern).toBe('lost-update');
    expect(isWhole(race)).toBe(true);
  });

  it('reports its first race at once while stacks are taken', () => {
    start();
    const counts = tracked();
    calm(counts, limits.stacksPerCalmObject / 4);
    lostUpdate(counts);
    expect(isWhole(session.races()[0])).toBe(true);
  });

  it('that holds what another task finds half made tells of it whole, the second time', () => {
    start();
    const shelf: Record<string, { name?: string; price?: number }> = session.track({}, 'shelf');
    const used = session.track({ key0: 0, key1: 0, key2: 0, key3: 0, key4: 0, shelf }, 'used');
    calm(used as unknown as Record<string, number>, 2 * limits.stacksPerCalmObject);
    for (let nth = 0; nth < 2 * limits.stacksPerCalmObject; nth++) {
      new Strand().turn(() => {
        shelf[`old${nth % 5}`] = {};
      });
    }
    for (const key of ['a', 'b']) publishHalfMade(shelf, key);
    const races = session.races().filter(({ pattern }) => pattern === 'unsafe-publication');
    expect(counters.racesWithoutStacks).toBe(1);
    expect(races.map(isWhole)).toEqual([true]);
  });
});

function publishHalfMade(shelf: Record<string, { name?: string; price?: number }>, key: string): void {
  const [maker, reader] = [new Strand(), new Strand()];
  maker.turn(() => {
    shelf[key] = { name: key };
  });
  reader.turn(() => {
    expect(shelf[key]?.price).toBe(undefined);
  });
  maker.turn(() => {
    const item = shelf[key];
    if (item !== undefined) item.price = 3;
  });
}
