import { beforeEach, describe, expect, it } from 'vitest';
import { counters, resetCounters } from '../../src/core/counters.ts';
import { ledger } from '../../src/core/ledger.ts';
import { limits } from '../../src/core/limits.ts';
import { now } from '../../src/core/now.ts';
import { ABSENT } from '../../src/core/ops.ts';
import { rootPath } from '../../src/core/path.ts';
import { muted, read, write } from '../../src/core/record.ts';
import { settleTurn } from '../../src/core/settle.ts';
import { Shadow } from '../../src/core/shadow.ts';
import { onRestart, restartLog } from '../../src/core/turns.ts';
import { isEmpty, isPrimitive, tokenOf } from '../../src/core/values.ts';
import { ByHand } from './by-hand.ts';

const original = { ...limits };
let run: ByHand;

beforeEach(() => {
  Object.assign(limits, original);
  ledger.clear();
  run = new ByHand();
  resetCounters();
});

describe('a location', () => {
  it('keeps a few records while one task uses it, and counts what it drops', () => {
    const location = run.shadow().locate('n');
    for (let i = 0; i < 10; i++) run.turn(1, () => read(location, i));
    expect(location.length).toBe(limits.firstAccesses);
    expect(counters.accessesEvicted).toBe(10 - limits.firstAccesses);
  });

  it('keeps more once a second task comes, up to its bound, latest first', () => {
    const location = run.shadow().locate('n');
    for (let i = 0; i < 200; i++) run.turn(i, () => read(location, i));
    expect(location.length).toBe(limits.accessesPerLocation);
    expect([0, 1, 63].map((n) => location.latest(n).seen)).toEqual([199, 198, 136]);
  });

  it('records one access for any number of reads in a turn', () => {
    const location = run.shadow().locate('n');
    run.turn(1, () => {
      for (let i = 0; i < 100; i++) read(location, 1);
    });
    expect([counters.accesses, location.length]).toEqual([1, 1]);
  });

  it('is not touched while recording is muted', () => {
    const location = run.shadow().locate('n');
    run.turn(1, () => muted(() => read(location, 1)));
    expect([location.length, now.muted]).toEqual([0, 0]);
  });
});

describe('a container', () => {
  it('finds each of few and of many keys again, NaN among them, oldest first', () => {
    const shadow = run.shadow('map');
    const keys = [Number.NaN, 0, '0', undefined, null, 'a', true, 1n, 'b', 'c'];
    for (const [i, key] of keys.entries()) {
      const location = shadow.locate(key);
      expect([shadow.size, shadow.find(Number.NaN)?.key]).toEqual([i + 1, Number.NaN]);
      expect([shadow.locate(key), shadow.find(key)]).toEqual([location, location]);
    }
    expect([...shadow.touched()].map(({ key }) => key)).toEqual(keys);
  });

  it('remembers what was changed together when its keys become many', () => {
    const shadow = run.shadow();
    const turn = run.turn(1, () => {
      for (const key of ['a', 'b']) write(shadow.locate(key), 2, 1);
      read(shadow.locate('c'), 1);
    });
    settleTurn();
    for (let i = 0; i < 8; i++) shadow.locate(`k${i}`);
    expect(shadow.batch).toMatchObject({ turn });
    expect(shadow.batch?.locations?.map(({ key }) => key)).toEqual(['a', 'b']);
    expect([...shadow.shifts].map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('forgets its oldest location when it has too many', () => {
    limits.locationsPerObject = 3;
    const shadow = run.shadow('map');
    for (const key of ['a', 'b', 'c', 'd']) shadow.locate(key);
    expect([shadow.find('a'), shadow.find('d')?.key, shadow.size]).toEqual([undefined, 'd', 3]);
    expect(counters.locationsEvicted).toBe(1);
  });

  it('loses its history when containers together have too many locations, oldest first', () => {
    limits.locations = 100;
    const shadows = Array.from({ length: 30 }, () => run.shadow('map'));
    for (const shadow of shadows) for (let key = 0; key < 5; key++) shadow.locate(key);
    const sizes = shadows.map((shadow) => shadow.size);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(limits.locations);
    expect([sizes[0], sizes[29]]).toEqual([0, 5]);
  });

  it('is forgotten when there are too many containers', () => {
    limits.shadows = 4;
    const first = run.shadow('map');
    first.locate('a');
    for (let i = 0; i < 4; i++) run.shadow();
    expect([first.size, counters.shadowsEvicted]).toEqual([0, 1]);
  });

  it('does not keep the user’s container or values alive through its records', () => {
    const shadow = new Shadow('map', rootPath('cache'));
    const value = { big: true };
    run.turn(1, () => write(shadow.locate('k'), value, ABSENT));
    expect(Object.values(shadow.locate('k').latest(0))).not.toContain(value);
  });
});

describe('the turn log', () => {
  it('takes all records with it when it starts over', () => {
    onRestart(() => ledger.forgetAll());
    const shadow = run.shadow();
    run.turn(1, () => write(shadow.locate('n'), 1, 0));
    restartLog();
    expect(shadow.size).toBe(0);
  });
});

describe('a token', () => {
  it('is the value itself for a primitive', () => {
    const values = [1, 'a', true, null, undefined, 10n];
    expect(values.map(tokenOf)).toEqual(values);
  });

  it('is one and the same for one object, and different for another', () => {
    const object = {};
    expect(tokenOf(object)).toBe(tokenOf(object));
    expect(tokenOf(object)).not.toBe(tokenOf({}));
    expect(isPrimitive(tokenOf(object))).toBe(false);
  });

  it('of a long string is short, and tells strings of different length apart', () => {
    const a = tokenOf('x'.repeat(10_000)) as string;
    expect(a.length).toBeLessThan(200);
    expect(a).not.toBe(tokenOf('x'.repeat(10_001)));
  });

  it.each([
    [undefined, true],
    [null, true],
    [ABSENT, true],
    [[], true],
    [new Map(), true],
    [new Set(), true],
    [0, false],
    ['', false],
    [[0], false],
    [new Map([[1, 1]]), false],
    [{}, true],
    [{ a: 1 }, false],
    [new Date(), false],
  ])('knows whether %o is nothing or empty', (value, empty) => {
    expect(isEmpty(value)).toBe(empty);
  });
});
