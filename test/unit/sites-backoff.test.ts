// Sites that only ever meet unwatched objects doze; what wakes them, and what may pass unseen meanwhile.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rootPath } from '../../src/core/path.ts';
import { mark, shadowOf } from '../../src/membrane/watch.ts';
import { asleep, dozes, setBackoff } from '../../src/sites/backoff.ts';
import { siteCapture } from '../../src/sites/captures.ts';
import { mayHaveDozed } from '../../src/stacks/static.ts';
import { ByHand } from './by-hand.ts';
import { type Loaded, load, siteIn } from './instrumented.ts';
import { recordsOf } from './records.ts';

let run: ByHand;
beforeEach(() => {
  run = new ByHand();
});
afterEach(() => setBackoff(true));

/** Unwatched objects in a row after which a site sleeps, and one more, which puts it to sleep. */
const COLD = 257;

const CODE = `
  exports.read = (o) => o.n;
  exports.key = (o, k) => o[k];
  exports.call = (o) => o.toString();
  exports.write = (o) => { o.n = 2; };
  exports.update = (o) => { o.n++; };
  exports.remove = (o) => delete o.n;
  exports.has = (o) => 'n' in o;
  exports.whole = (o) => ({ ...o });
  exports.parts = (o) => { const { n } = o; return n; };
  exports.walk = (o) => { for (const item of o) return item; };
`;

const meet = (loaded: Loaded, name: string, times: number, make: () => unknown = () => ({ n: 1 })): void => {
  for (let count = 0; count < times; count++) loaded.exports[name]?.(make(), 'n');
};
/** Turns enough that one of them wakes whoever sleeps. */
const eightTurns = (): void => {
  for (let count = 0; count < 8; count++) run.turn(1, () => {});
};
const marked = (): { n: number } => {
  const raw = { n: 1 };
  mark(raw, rootPath('shared'));
  return raw;
};

describe('a site', () => {
  it.each([
    ['read', 'read', () => ({ n: 1 })],
    ['key', 'read', () => ({ n: 1 })],
    ['call', 'call', () => ({ n: 1 })],
    ['write', 'write', () => ({ n: 1 })],
    ['update', 'update', () => ({ n: 1 })],
    ['whole', 'whole', () => ({ n: 1 })],
    ['parts', 'destructure', () => ({ n: 1 })],
    ['walk', 'iterate', () => [1]],
  ])('of a %s sleeps after 256 unwatched objects', (name, op, make) => {
    const loaded = load(`exports.${name} = ${bodyOf(name)}`);
    const site = siteIn(loaded, op);
    meet(loaded, name, COLD - 1, make);
    expect(asleep[site]).toBe(0);
    meet(loaded, name, 1, make);
    expect(asleep[site]).toBe(1);
  });

  it('sleeps over primitives as well', () => {
    const loaded = load('exports.read = (o) => o.length;');
    meet(loaded, 'read', COLD, () => 'text');
    expect(asleep[siteIn(loaded, 'read')]).toBe(1);
  });

  it('records nothing while it sleeps and does what it says', () => {
    const loaded = load('exports.read = (o) => o.n;');
    meet(loaded, 'read', COLD);
    const raw = marked();
    run.turn(1, () => expect(loaded.exports.read?.(raw)).toBe(1));
    expect(recordsOf(raw)).toEqual([]);
  });

  it('is woken by turns, and stays awake when it then meets a watched object', () => {
    const loaded = load('exports.read = (o) => o.n;');
    const site = siteIn(loaded, 'read');
    meet(loaded, 'read', COLD);
    eightTurns();
    expect([asleep[site], dozes(site)]).toEqual([0, true]);
    const raw = marked();
    run.turn(1, () => loaded.exports.read?.(raw));
    expect(recordsOf(raw)).toEqual(['n: read']);
    expect(dozes(site)).toBe(false);
    meet(loaded, 'read', COLD - 1);
    expect(asleep[site]).toBe(0);
  });

  it('falls asleep again sooner when it meets none', () => {
    const loaded = load('exports.read = (o) => o.n;');
    meet(loaded, 'read', COLD);
    eightTurns();
    meet(loaded, 'read', 5);
    expect(asleep[siteIn(loaded, 'read')]).toBe(1);
  });

  it('that meets a watched object now and then never sleeps', () => {
    const loaded = load('exports.read = (o) => o.n;');
    const raw = marked();
    for (let round = 0; round < 4; round++) {
      meet(loaded, 'read', COLD - 1);
      loaded.exports.read?.(raw);
    }
    expect(asleep[siteIn(loaded, 'read')]).toBe(0);
  });

  it('never sleeps without the back-off, and none sleeps on when it is switched off', () => {
    const loaded = load('exports.read = (o) => o.n; exports.write = (o) => { o.n = 1; };');
    meet(loaded, 'read', COLD);
    setBackoff(false);
    expect(asleep[siteIn(loaded, 'read')]).toBe(0);
    meet(loaded, 'write', 2 * COLD);
    expect(asleep[siteIn(loaded, 'write')]).toBe(0);
    expect(dozes(siteIn(loaded, 'write'))).toBe(false);
  });
});

describe('births', () => {
  const CLASS = 'class Item { constructor() { this.n = 1; } } exports.make = () => new Item();';

  it('the first 256 of a class are watched, then one now and then', () => {
    const { exports } = load(CLASS);
    const isMarked = (): boolean => shadowOf(exports.make?.() as object) !== undefined;
    const first = Array.from({ length: COLD }, isMarked);
    expect(first.every(Boolean)).toBe(true);
    expect(isMarked()).toBe(false);
    eightTurns();
    expect([isMarked(), isMarked()]).toEqual([true, false]);
  });

  it('what only met objects in the turn of their birth sleeps, and sees them in a later one', () => {
    const loaded = load(`
      class Item { constructor() { this.n = 1; } }
      exports.make = () => new Item();
      exports.read = (o) => o.n;
      exports.parts = ({ n }) => n;
      exports.walk = (o) => ({ ...o });
    `);
    const { make, read, parts, walk } = loaded.exports;
    const item = make?.() as object;
    run.turn(1, () => {
      const fresh = make?.() as object;
      for (let count = 0; count < COLD; count++) for (const look of [read, parts, walk]) look?.(fresh);
      // Strands may begin in this turn, so looks count, as many as the limit lets.
      expect(recordsOf(fresh)).toEqual(['n: read']);
    });
    for (const op of ['read', 'destructure', 'whole']) expect(asleep[siteIn(loaded, op)]).toBe(1);
    eightTurns();
    run.turn(2, () => read?.(item));
    expect(recordsOf(item)).toContain('n: read');
  });

  it('one that was not is watched where it is met in a watched object', () => {
    const { exports } = load(CLASS);
    for (let count = 0; count < COLD; count++) exports.make?.();
    const holder = load('exports.put = (o, v) => { o.item = v; };').exports;
    const raw = marked();
    const item = exports.make?.() as object;
    expect(shadowOf(item)).toBeUndefined();
    run.turn(1, () => holder.put?.(raw, item));
    expect(shadowOf(item)).toBeDefined();
  });

  it('all are watched without the back-off', () => {
    setBackoff(false);
    const { exports } = load(CLASS);
    for (let count = 0; count < 2 * COLD; count++) exports.make?.();
    expect(shadowOf(exports.make?.() as object)).toBeDefined();
  });
});

describe('the guard: an access beside one that may have gone unseen accuses nobody', () => {
  const TWO = `
    exports.buy = (o, again) => {
      if (again) return o.n;
      o.n;
    };
    exports.other = (o) => o.n;
    exports.another = (o) => o.m;
  `;
  it('a dozing look of the same function at the same key counts', () => {
    const loaded = load(TWO);
    const site = siteIn(loaded, 'read', 'n');
    for (let count = 0; count < COLD; count++) loaded.exports.buy?.({ n: 1 }, true);
    const sibling = site + 1;
    expect(asleep[site]).toBe(1);
    expect(mayHaveDozed(siteCapture(sibling))).toBe(true);
  });

  it('asking wakes it: the next time is judged', () => {
    const loaded = load(TWO);
    const site = siteIn(loaded, 'read', 'n');
    for (let count = 0; count < COLD; count++) loaded.exports.buy?.({ n: 1 }, true);
    mayHaveDozed(siteCapture(site + 1));
    expect([asleep[site], mayHaveDozed(siteCapture(site + 1))]).toEqual([0, false]);
  });

  it.each([
    ['another function', 'other'],
    ['another key', 'another'],
  ])('%s does not count', (_sentence, name) => {
    const loaded = load(TWO);
    meet(loaded, name, COLD);
    expect(mayHaveDozed(siteCapture(siteIn(loaded, 'read', 'n')))).toBe(false);
  });

  it('code that was not instrumented is not asked', () => {
    expect(mayHaveDozed(0)).toBe(false);
  });
});

function bodyOf(name: string): string {
  const line = CODE.split('\n').find((text) => text.includes(`exports.${name} =`));
  return line?.split(`exports.${name} = `)[1] ?? '';
}
