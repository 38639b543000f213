// The public API in real processes: harmless without the preload, and what it says with it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { racesIn, SHOP, Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const show = (expression: string) => `console.log(JSON.stringify(${expression}))`;

/** What each function gives back for things of every kind; the same questions with and without the preload. */
const EVERY = `
const api = require('racewatch');
const object = { n: 1 };
const boom = () => { throw new RangeError('boom'); };
const caught = (fn) => { try { fn(); } catch (error) { return error.name + ': ' + error.message; } };
const odd = [1, 'a', null, undefined, Symbol.iterator, () => 1, new Date(0), /x/, 10n, new WeakMap(), Promise.resolve()];
${show(`{
  names: Object.keys(api).sort(),
  same: api.track(object, 'o') === object,
  odd: odd.every((value) => Object.is(api.track(value, 'odd'), value)),
  task: [api.task('t', () => 5), caught(() => api.task('t', boom))],
  untracked: [api.untracked(() => 6), caught(() => api.untracked(boom))],
  ignored: api.ignore(object) === object,
  ignoredOdd: odd.every((value) => Object.is(api.ignore(value), value)),
  nothing: [api.acquire(object), api.release(object), api.flush(), api.reset()].every((value) => value === undefined),
  races: api.races(),
  off: [typeof api.onRace(boom), api.onRace(boom)() === undefined],
  inventory: Array.isArray(api.inventory()),
  stats: typeof api.stats(),
  active: api.isActive(),
}`)}`;

const NAMES = [
  ...[
    'acquire',
    'allowRace',
    'configure',
    'expectRace',
    'flush',
    'ignore',
    'inventory',
    'isActive',
    'onRace',
  ],
  ...['races', 'release', 'reset', 'start', 'stats', 'stop', 'task', 'track', 'untracked'],
];
const EITHER_WAY = {
  names: NAMES,
  odd: true,
  task: [5, 'RangeError: boom'],
  untracked: [6, 'RangeError: boom'],
  ignored: true,
  ignoredOdd: true,
  nothing: true,
  races: [],
  inventory: true,
};

beforeAll(() => {
  workshop.write('every.cjs', EVERY);
  workshop.write(
    'every.mjs',
    EVERY.replace(
      "const api = require('racewatch')",
      "import * as all from 'racewatch'; const { default: _, 'module.exports': __, __esModule, ...api } = all",
    ),
  );
});

describe.each(['every.cjs', 'every.mjs'])('every function of the API, in %s', (program) => {
  it('is harmless without the preload', async () => {
    const ended = await workshop.plain([program]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ended.stdout)).toEqual({
      ...EITHER_WAY,
      same: true,
      off: ['function', true],
      stats: 'undefined',
      active: false,
    });
  });

  it('works with it', async () => {
    const ended = await workshop.watch([program]);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ended.stdout)).toEqual({
      ...EITHER_WAY,
      // Two objects that are compared in instrumented source are compared raw.
      same: true,
      off: ['function', false],
      stats: 'object',
      active: true,
    });
  });
});

/** The shop, and then a program that prints JSON; the reports themselves go to stderr. */
async function afterSale(then: string, before = '') {
  workshop.write(
    'sale.cjs',
    `const api = require('racewatch'); ${before}${SHOP}sold.then(async () => { ${then} });`,
  );
  const ended = await workshop.watch(['sale.cjs'], {
    racewatch: 'format=jsonl log_path=stderr fail_on=never',
  });
  expect(ended.code).toBe(0);
  return { printed: JSON.parse(ended.stdout) as unknown, reported: racesIn(ended.stderr) };
}

const AGAIN = `const again = (count) => task('again', () => buy(count));
  const resell = () => Promise.all([again(1), again(2)]);`;

describe('races()', () => {
  it('are what is reported, in copies of their own', async () => {
    const { printed, reported } = await afterSale(`
      api.races()[0].message = 'spoilt'; api.races()[0].accesses.length = 0;
      ${show('api.races()')}`);
    expect(printed).toEqual(reported);
    expect(reported).toHaveLength(1);
  });

  it('that are seen again are counted, and the counts are reported at the end', async () => {
    const { printed, reported } = await afterSale(`${AGAIN}
      await resell(); await resell();
      ${show('api.races().map((race) => [race.location.path, race.count])')}`);
    expect(printed).toEqual([['stock.apples', 3]]);
    expect(reported.map(({ count }) => count)).toEqual([1, 2]);
  });

  it('tell the time of a clock that the program has not replaced', async () => {
    const { reported } = await afterSale(show('1'), 'performance.now = () => -1;');
    const [first = -1, ...later] = (reported[0]?.accesses ?? []).map(({ time }) => time);
    expect(later).toHaveLength(2);
    expect(Math.min(first, ...later)).toBeGreaterThan(0);
  });
});

describe('onRace', () => {
  it('tells of each race once, until it is unsubscribed', async () => {
    const { printed } = await afterSale(
      show('heard'),
      `const heard = [];
       api.onRace((race) => heard.push('first ' + race.pattern));
       const off = api.onRace((race) => heard.push('second ' + race.pattern));
       off(); off();`,
    );
    expect(printed).toEqual(['first lost-update']);
  });

  it('goes on when a listener throws', async () => {
    const { printed, reported } = await afterSale(
      show('[heard, api.isActive()]'),
      `const heard = [];
       api.onRace(() => { throw new Error('boom'); });
       api.onRace((race) => heard.push(race.location.path));`,
    );
    expect(printed).toEqual([['stock.apples'], true]);
    expect(reported).toHaveLength(1);
  });
});

describe('reset()', () => {
  it('forgets the races, and the next sighting is a first one', async () => {
    const { printed, reported } = await afterSale(`${AGAIN}
      api.reset();
      const after = api.races().length;
      await resell();
      ${show('[after, api.races().map((race) => race.count)]')}`);
    expect(printed).toEqual([0, [1]]);
    expect(reported).toHaveLength(2);
  });
});

describe('flush()', () => {
  it('writes what the running turn has completed', async () => {
    const program = `
      const api = require('racewatch');
      const heard = []; api.onRace(() => heard.push('race'));
      const stock = api.track({ apples: 1 }, 'stock');
      const turn = () => new Promise((done) => setImmediate(done));
      const seller = api.task('seller', async () => {
        const seen = stock.apples;
        await turn(); await turn();
        stock.apples = seen - 1;
        heard.push('written'); api.flush(); heard.push('flushed');
      });
      api.task('other', async () => { await turn(); stock.apples = 7; });
      seller.then(() => ${show('heard')});`;
    workshop.write('flush.cjs', program);
    const ended = await workshop.watch(['flush.cjs'], { racewatch: 'fail_on=never log_path=flush' });
    expect(JSON.parse(ended.stdout)).toEqual(['written', 'race', 'flushed']);
  });
});

describe('inventory()', () => {
  it('tells who used what', async () => {
    const { printed } = await afterSale(show('api.inventory()'));
    expect(printed).toEqual([
      {
        path: 'stock',
        kind: 'object',
        size: 1,
        objects: 1,
        readers: 2,
        writers: 2,
        mark: 'written by several',
        root: 'stock',
      },
    ]);
  });
});

describe('stats()', () => {
  it('counts tasks, races and accesses, and nothing is lost in a small program', async () => {
    const { printed } = await afterSale(show('api.stats()'));
    expect(printed).toMatchObject({
      races: 1,
      accesses: 4,
      faults: 0,
      orderUnknown: 0,
      locationsEvicted: 0,
    });
  });
});

describe('what the program says about its own state', () => {
  const shared = (body: string) => `
    const { track, task, untracked, ignore, acquire, release, races } = require('racewatch');
    const stock = track({ apples: 10 }, 'stock');
    const turn = () => new Promise((done) => setImmediate(done));
    const buy = async (count, read = () => stock.apples, write = (n) => { stock.apples = n; }) => {
      const seen = read();
      for (let n = 0; n < count; n++) await turn();
      write(seen - count);
    };
    (async () => { ${body} })().then(() => ${show('[races().length, stock.apples]')});`;

  it.each([
    ['two tasks race', "await Promise.all([task('a', () => buy(1)), task('b', () => buy(2))])", [1, 8]],
    [
      'untracked accesses are not recorded',
      `const read = () => untracked(() => stock.apples);
       const write = (n) => untracked(() => { stock.apples = n; });
       await Promise.all([task('a', () => buy(1, read, write)), task('b', () => buy(2, read, write))])`,
      [0, 8],
    ],
    [
      'an ignored value is the raw one',
      `const raw = ignore(stock);
       const read = () => raw.apples; const write = (n) => { raw.apples = n; };
       if (raw === stock) throw new Error('still watched');
       await Promise.all([task('a', () => buy(1, read, write)), task('b', () => buy(2, read, write))])`,
      [0, 8],
    ],
    [
      'acquire and release order what is handed over by hand',
      `let free = true; const lock = {};
       const exclusive = async (fn) => {
         while (!free) await turn();
         free = false; acquire(lock);
         try { await fn(); } finally { release(lock); free = true; }
       };
       await Promise.all([task('a', () => exclusive(() => buy(1))), task('b', () => exclusive(() => buy(2)))])`,
      [0, 7],
    ],
  ])('%s', async (_name, body, expected) => {
    workshop.write('own.cjs', shared(body));
    const ended = await workshop.watch(['own.cjs'], {
      racewatch: 'fail_on=never log_path=own level=warning',
    });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(ended.stdout)).toEqual(expected);
  });
});
