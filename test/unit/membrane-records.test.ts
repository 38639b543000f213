// What each operation on a watched value tells the recorder, and what it keeps to itself.

import { beforeEach, describe, expect, it } from 'vitest';
import { rootPath } from '../../src/core/path.ts';
import { muted } from '../../src/core/record.ts';
import { setEnabled, shadowOf, watch } from '../../src/membrane/watch.ts';
import { ByHand } from './by-hand.ts';
import { recordsOf, told } from './records.ts';

let run: ByHand;
beforeEach(() => {
  run = new ByHand();
});

/** What one turn's work on a fresh watched value left in its shadow: `key: operations`. */
function recorded<T extends object>(raw: T, act: (value: T) => unknown): string[] {
  const value = watch(raw, rootPath('shared'));
  run.turn(1, () => act(value));
  return recordsOf(raw);
}

type Case<T> = [name: string, act: (value: T) => unknown, told: string[]];

interface Shop {
  stock: number;
  child?: object;
  extra?: number;
}

describe('objects', () => {
  const cases: Case<Shop>[] = [
    ['reading a property', (o) => o.stock, ['stock: read']],
    ['reading one that is not there', (o) => o.extra, ['extra: read']],
    ['reading and writing', (o) => o.stock--, ['stock: read write']],
    ['writing a new property', (o) => Reflect.set(o, 'extra', 1), ['extra: write', 'all: resize']],
    ['writing a known property', (o) => Reflect.set(o, 'stock', 1), ['stock: write']],
    ['deleting', (o) => Reflect.deleteProperty(o, 'stock'), ['stock: delete', 'all: resize']],
    ['deleting what is not there', (o) => Reflect.deleteProperty(o, 'extra'), []],
    ['asking with `in`', (o) => 'stock' in o, ['stock: read']],
    ['asking with hasOwn', (o) => Object.hasOwn(o, 'extra'), ['extra: read']],
    ['defining', (o) => Object.defineProperty(o, 'extra', { value: 1 }), ['extra: write', 'all: resize']],
    ['listing keys', (o) => Reflect.ownKeys(o), ['all: read iterate']],
    ['spreading', (o) => ({ ...o }), ['stock: read', 'child: read', 'all: read iterate']],
    ['calling inherited methods', (o) => `${o.toString()} ${Object.prototype.hasOwnProperty.name}`, []],
    ['probing', (o) => [(o as { then?: unknown }).then, (o as { toJSON?: unknown }).toJSON], []],
    ['well-known symbols', (o) => [Reflect.get(o, Symbol.toStringTag), String(o)], []],
    ['looking at the class', (o) => [o.constructor, Object.getPrototypeOf(o), o instanceof Object], []],
    ['anything while muted', (o) => muted(() => [o.stock, Object.keys(o)]), []],
  ];
  it.each(cases)('%s', (_name, act, expected) => {
    expect(recorded<Shop>({ stock: 1, child: {} }, act)).toEqual(expected);
  });

  it('a method of an instance is no access, what it does is', () => {
    class Counter {
      n = 0;
      bump(): void {
        this.n++;
      }
      get twice(): number {
        return this.n * 2;
      }
    }
    expect(recorded(new Counter(), (counter) => counter.bump())).toEqual(['n: read write']);
    expect(recorded(new Counter(), (counter) => counter.twice)).toEqual(['n: read']);
  });

  it('a value read through Object.create belongs to the object it was inherited from', () => {
    const shared = { user: 'ann' };
    expect(recorded(Object.create(shared) as typeof shared, (context) => context.user)).toEqual([]);
    expect([...(shadowOf(shared)?.touched() ?? [])].map(({ key }) => key)).toEqual(['user']);
  });
});

describe('arrays', () => {
  const cases: Case<unknown[]>[] = [
    ['an index', (a) => a[0], ['0: read']],
    ['at', (a) => a.at(1), ['1: read']],
    ['writing an index', (a) => Reflect.set(a, 0, 'x'), ['0: write']],
    ['writing behind the end', (a) => Reflect.set(a, 3, 'x'), ['3: write', 'all: resize']],
    ['length', (a) => a.length, ['all: read']],
    ['map', (a) => a.map(String), ['all: read']],
    ['includes', (a) => a.includes('b'), ['all: read']],
    ['slice', (a) => a.slice(1), ['all: read']],
    ['concat', (a) => a.concat([1]), ['all: read']],
    ['join', (a) => a.join(), ['all: read']],
    ['for…of', (a) => [...a], ['all: iterate']],
    ['push', (a) => a.push('d'), ['all: resize']],
    ['push of nothing', (a) => a.push(), []],
    ['pop', (a) => a.pop(), ['all: resize']],
    ['shift', (a) => a.shift(), ['all: reorder']],
    ['sort', (a) => a.sort((one, other) => (String(one) < String(other) ? 1 : -1)), ['all: reorder']],
    ['sort of what is in order', (a) => a.sort(), ['all: read']],
    ['splice at a position', (a) => a.splice(1, 1), ['all: reorder by index']],
    ['splice from the front', (a) => a.splice(0, 1), ['all: reorder']],
    ['splice of everything', (a) => a.splice(0), ['all: clear']],
    ['splice behind the end', (a) => a.splice(3, 0, 'd'), ['all: resize']],
    ['splice of nothing', (a) => a.splice(1, 0), []],
    ['emptying by length', (a) => Reflect.set(a, 'length', 0), ['all: clear']],
    ['shortening by length', (a) => Reflect.set(a, 'length', 1), ['all: reorder']],
    ['the same length again', (a) => Reflect.set(a, 'length', 3), []],
  ];
  it.each(cases)('%s', (_name, act, expected) => {
    expect(recorded<unknown[]>(['a', 'b', 'c'], act)).toEqual(expected);
  });
});

const HIDDEN = Symbol('hidden');
const LONG = 5000;

it.each<[string, (a: unknown[]) => unknown]>([
  ['sort', (a) => a.sort()],
  ['reverse', (a) => a.reverse()],
  ['fill', (a) => a.fill('x')],
  ['copyWithin', (a) => a.copyWithin(0, 1)],
])('%s of an array that has a symbol as a key', (_name, act) => {
  const raw = Object.assign(['c', 'b', 'a'], { [HIDDEN]: 1 });
  const value = watch(raw, rootPath('shared'));
  run.turn(1, () => Reflect.set(value, HIDDEN, 2));
  expect(() => run.turn(2, () => act(value))).not.toThrow();
  expect(recordsOf(raw)).toContain('all: reorder');
});

it.each<[string, (a: unknown[]) => unknown]>([
  ['fill', (a) => a.fill('x', 0, 1)],
  ['copyWithin', (a) => a.copyWithin(0, 1, 2)],
])('%s of a part of a long array does not go over all of it', (_name, act) => {
  let looks = 0;
  const raw: unknown[] = Array.from({ length: LONG }, String);
  Object.defineProperty(raw, LONG - 1, { get: () => ++looks });
  const value = watch(raw, rootPath('shared'));
  run.turn(1, () => act(value));
  expect(recordsOf(raw)).toEqual(['all: reorder']);
  expect(looks).toBe(0);
});

describe('Maps', () => {
  const cases: Case<Map<string, number>>[] = [
    ['get', (m) => m.get('k'), ['k: read']],
    ['get of what is not there', (m) => m.get('x'), ['x: read']],
    ['has', (m) => m.has('k'), ['k: read']],
    ['set', (m) => m.set('k', 2), ['k: write']],
    ['set of a new key', (m) => m.set('x', 2), ['x: write', 'all: resize']],
    ['delete', (m) => m.delete('k'), ['k: delete', 'all: resize']],
    ['delete of what is not there', (m) => m.delete('x'), []],
    ['clear', (m) => m.clear(), ['all: clear']],
    ['size', (m) => m.size, ['all: read']],
    ['forEach', (m) => m.forEach(String), ['all: read']],
    ['for…of', (m) => [...m], ['all: iterate']],
    ['keys', (m) => [...m.keys()], ['all: iterate']],
  ];
  it.each(cases)('%s', (_name, act, expected) => {
    expect(recorded(new Map([['k', 1]]), act)).toEqual(expected);
  });

  it('clearing an empty one changes nothing', () => {
    expect(recorded(new Map(), (map) => map.clear())).toEqual([]);
  });

  it('a subclass is seen from outside only', () => {
    class Upper extends Map<string, number> {
      #calls = 0;
      override get(key: string): number | undefined {
        return ++this.#calls > 0 ? super.get(key.toUpperCase()) : undefined;
      }
    }
    const upper = new Upper();
    upper.set('K', 1);
    let got: number | undefined;
    expect(
      recorded(upper, (map) => {
        got = map.get('k');
      }),
    ).toEqual(['k: read']);
    expect(got).toBe(1);
  });

  it('values that are objects come out watched, under the name of their key', () => {
    const inner = { count: 1 };
    recorded(new Map([['sku-1', inner]]), (map) => map.get('sku-1')?.count);
    const shadow = shadowOf(inner);
    expect(shadow && [...shadow.touched()].map(told)).toEqual(['read']);
    expect(shadow?.path.key).toBe('sku-1');
  });
});

describe('Sets', () => {
  const cases: Case<Set<string>>[] = [
    ['has', (s) => s.has('m'), ['m: read']],
    ['add', (s) => s.add('x'), ['x: write', 'all: resize']],
    ['add of a member', (s) => s.add('m'), ['m: write']],
    ['delete', (s) => s.delete('m'), ['m: delete', 'all: resize']],
    ['clear', (s) => s.clear(), ['all: clear']],
    ['size', (s) => s.size, ['all: read']],
    ['for…of', (s) => [...s], ['all: iterate']],
  ];
  it.each(cases)('%s', (_name, act, expected) => {
    expect(recorded(new Set(['m']), act)).toEqual(expected);
  });
});

describe('an iteration over several turns', () => {
  /** Two steps in turns of their own, with another task's change between them. */
  const WALKS: [
    name: string,
    make: () => object,
    steps: (value: never) => Iterator<unknown>,
    change: (value: never) => unknown,
  ][] = [
    [
      'a Map',
      () =>
        new Map([
          ['a', 1],
          ['b', 2],
        ]),
      (m: Map<string, number>) => m.entries(),
      (m: Map<string, number>) => m.set('c', 3),
    ],
    ['a Set', () => new Set(['a', 'b']), (s: Set<string>) => s.values(), (s: Set<string>) => s.delete('b')],
    ['an array', () => ['a', 'b'], (a: string[]) => a[Symbol.iterator](), (a: string[]) => a.shift()],
    ['entries of an array', () => ['a', 'b'], (a: string[]) => a.entries(), (a: string[]) => a.push('c')],
    [
      'the keys of an object',
      () => ({ a: 1, b: 2 }),
      keysInTurn,
      (o: Record<string, number>) => Reflect.deleteProperty(o, 'b'),
    ],
  ];

  function* keysInTurn(object: object): Generator<string> {
    for (const key in object) yield key;
  }

  it.each(WALKS)('%s: a change in between is found', (_name, make, steps, change) => {
    const value = watch(make(), rootPath('shared')) as never;
    let iterator: Iterator<unknown> = [][Symbol.iterator]();
    const first = run.turn(1, () => {
      iterator = steps(value);
      iterator.next();
    });
    run.turn(2, () => change(value));
    run.turn(1, () => iterator.next(), first);
    expect(run.verdicts).toContain('error mutation-during-iteration');
  });

  it.each(WALKS)('%s: none when the loop was left before', (_name, make, steps, change) => {
    const value = watch(make(), rootPath('shared')) as never;
    const first = run.turn(1, () => {
      for (const _ of { [Symbol.iterator]: () => steps(value) }) break;
    });
    run.turn(2, () => change(value));
    run.turn(1, () => [...Object.keys(value)], first);
    expect(run.verdicts.filter((verdict) => verdict.includes('iteration'))).toEqual([]);
  });
});

describe('switched off', () => {
  it('nothing is recorded, and everything known keeps working under its identity', () => {
    const raw = { map: new Map([['k', { n: 1 }]]), list: [{ x: 1 }], fresh: {} };
    const value = watch(raw, rootPath('shared'));
    const [item] = value.list;
    const entry = value.map.get('k');
    const before = shadowOf(raw.list)?.structure.length;
    setEnabled(false);
    try {
      run.turn(1, () => {
        expect(value.list[0]).toBe(item);
        expect(value.map.get('k')).toBe(entry);
        expect(value.fresh).toBe(raw.fresh);
        value.map.set('l', entry as { n: number });
        value.list.push(item as { x: number });
        for (const each of value.list) expect(each).toBe(item);
      });
      expect(raw.list[1]).toBe(raw.list[0]);
      expect(shadowOf(raw.list)?.structure.length).toBe(before);
      expect(shadowOf(raw.map)?.find('l')).toBeUndefined();
    } finally {
      setEnabled(true);
    }
  });
});
