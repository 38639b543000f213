// One session, told of its turns by hand: the same race again and again, and what must not disturb finding it.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultOptions, type Options } from '../../src/config/options.ts';
import { enter, leave, resetActivations } from '../../src/core/activations.ts';
import { resetCounters } from '../../src/core/counters.ts';
import { now } from '../../src/core/now.ts';
import { createTask } from '../../src/core/tasks.ts';
import { configureTurns } from '../../src/core/turns.ts';
import type { Race } from '../../src/report/model.ts';
import { Session } from '../../src/session.ts';

/** A task whose turns follow one another, and nothing else. */
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

let reported: Race[];
let logged: string[];
let session: Session;

function start(options: Partial<Options> = {}): void {
  session = new Session({
    options: { ...defaultOptions(), ...options },
    pid: 1,
    driver: 'by hand',
    report: (race) => reported.push(race),
    log: (line) => logged.push(line),
  });
}

/** Two tasks read a field in turns of their own, and each writes back what it made of it. */
function race(stock: Record<string, number>, keys: readonly string[] = ['apples']): void {
  const [one, two] = [new Strand(), new Strand()];
  const seen = new Map<Strand, number[]>();
  for (const strand of [one, two]) {
    strand.turn(() => {
      const values = keys.map((key) => stock[key] as number);
      seen.set(strand, values);
    });
  }
  for (const [nth, strand] of [one, two].entries()) {
    strand.turn(() => {
      for (const [at, key] of keys.entries()) stock[key] = (seen.get(strand)?.[at] as number) - 1 - nth;
    });
  }
}

const found = (races: readonly Race[]) =>
  races.map(({ pattern, location }) => `${pattern} ${location.path}`).sort();

beforeEach(() => {
  resetActivations();
  resetCounters();
  configureTurns(12);
  reported = [];
  logged = [];
  start();
});
afterEach(() => {
  session.stop();
  expect(logged).toEqual([]);
});

describe('a listener that', () => {
  const BOTH = ['lost-update stock.apples', 'lost-update stock.pears'];

  it.each<[string, () => void]>([
    ['asks for the races', () => session.races()],
    ['starts a task', () => session.task('listening', () => {})],
    ['flushes', () => session.flush()],
    ['throws', () => expect.fail('on purpose')],
  ])('%s leaves the other races of the turn to be found, each once', (_name, listen) => {
    let heard = 0;
    session.onRace(() => {
      heard++;
      listen();
    });
    race(session.track({ apples: 10, pears: 10 }, 'stock'), ['apples', 'pears']);
    expect(found(session.races())).toEqual(BOTH);
    expect(found(reported)).toEqual(BOTH);
    expect(heard).toBe(2);
    expect(session.stats().faults).toBe(0);
  });
});

describe('reset()', () => {
  it('lets a place be reported again, however often that was', () => {
    const stock = session.track({ apples: 10 }, 'stock');
    for (let round = 1; round <= 10; round++) {
      race(stock);
      expect(found(session.races()), `round ${round}`).toEqual(['lost-update stock.apples']);
      session.reset();
    }
    expect(reported).toHaveLength(10);
  });
});

describe('acquire and release', () => {
  /** Two tasks write while a third has looked; it writes once it has acquired. */
  const countdown = (released: readonly boolean[]) => {
    const latch = {};
    const stock = session.track({ apples: 10 }, 'stock');
    const waiting = new Strand();
    let seen = 0;
    waiting.turn(() => {
      seen = stock.apples;
    });
    for (const [nth, releases] of released.entries()) {
      new Strand().turn(() => {
        stock.apples = 100 + nth;
        if (releases) session.release(latch);
      });
    }
    waiting.turn(() => {
      session.acquire(latch);
      stock.apples = seen + 1;
    });
    return found(session.races());
  };

  it.each([
    [[true, true], []],
    [[true, false], ['lost-update stock.apples']],
    [[false, true], ['lost-update stock.apples']],
  ])('order whoever acquires after all who released: %j', (released, races) => {
    expect(countdown(released)).toEqual(races);
  });

  it('do not order those who released after one another', () => {
    const latch = {};
    const stock = session.track({ apples: 10 }, 'stock');
    const strands = [new Strand(), new Strand()];
    const seen: number[] = [];
    for (const strand of strands) strand.turn(() => seen.push(stock.apples));
    for (const [nth, strand] of strands.entries()) {
      strand.turn(() => session.release(latch));
      strand.turn(() => {
        stock.apples = (seen[nth] as number) - 1 - nth;
      });
    }
    expect(found(session.races())).toEqual(['lost-update stock.apples']);
  });

  it.each([1, 'a', null, undefined, Symbol.iterator, 10n])('of %s do nothing', (value) => {
    session.release(value as unknown as object);
    session.acquire(value as unknown as object);
    race(session.track({ apples: 10 }, 'stock'));
    expect(found(session.races())).toEqual(['lost-update stock.apples']);
    expect(session.stats().faults).toBe(0);
  });
});

describe('a revoked Proxy', () => {
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable<Record<string, number>>({}, {});
    revoke();
    return proxy;
  };

  it('is handed back by track as it is', () => {
    const proxy = revoked();
    expect(session.track(proxy, 'revoked') === proxy).toBe(true);
  });

  it('is no fault in a watched object, and the object stays watched', () => {
    const stock = session.track<Record<string, unknown>>({ apples: 10 }, 'stock');
    const proxy = revoked();
    new Strand().turn(() => {
      stock.odd = proxy;
      expect(stock.odd === proxy).toBe(true);
    });
    race(stock as Record<string, number>);
    expect(found(session.races())).toEqual(['lost-update stock.apples']);
    expect(session.stats().faults).toBe(0);
  });
});

describe('an ignored location', () => {
  it('is written up a few times only, and then counted', () => {
    start({ ignore: ['stock.apples'] });
    const stock = session.track({ apples: 10 }, 'stock');
    const countedAfter = (rounds: number) => {
      for (let round = 0; round < rounds; round++) race(stock);
      expect(session.races()).toEqual([]);
      return session.stats().racesCounted;
    };
    const before = countedAfter(10);
    expect(countedAfter(10)).toBe(before + 10);
    expect(reported).toEqual([]);
  });
});
