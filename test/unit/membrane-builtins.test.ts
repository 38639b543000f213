// Built-ins over values watched on their raw form: what they record, and that nobody else can tell.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { install } from '../../instrument/borders.ts';
import type { Host } from '../../instrument/host.ts';
import { DELETE, READ, RESIZE, WRITE } from '../../src/core/ops.ts';
import { rootPath } from '../../src/core/path.ts';
import { muted } from '../../src/core/record.ts';
import { lenderFor } from '../../src/membrane/borrowed.ts';
import { isWatched, mark, shadowOf, watch } from '../../src/membrane/watch.ts';
import { ByHand } from './by-hand.ts';

const NAMES: [number, string][] = [
  [READ, 'read'],
  [WRITE, 'write'],
  [DELETE, 'delete'],
  [RESIZE, 'resize'],
];

const before = { keys: Object.keys, assign: Object.assign, stringify: JSON.stringify, set: Reflect.set };
let restore: () => void;
let run: ByHand;
beforeAll(() => {
  restore = install({} as Host);
});
afterAll(() => restore());
beforeEach(() => {
  run = new ByHand();
});

/** What one turn's work on a freshly marked value left in its shadow: `key: operations`. */
function recorded<T extends object>(raw: T, act: (value: T) => unknown): string[] {
  mark(raw, rootPath('shared'));
  run.turn(1, () => act(raw));
  const shadow = shadowOf(raw);
  if (shadow === undefined) return ['not watched'];
  return [...shadow.touched(), shadow.structure].flatMap((location) => {
    if (location.length === 0) return [];
    const { ops } = location.latest(0);
    const told = NAMES.filter(([bit]) => (ops & bit) !== 0).map(([, name]) => name);
    return [`${location === shadow.structure ? 'all' : String(location.key)}: ${told.join(' ')}`];
  });
}

interface Shop {
  stock: number;
  extra?: unknown;
}
type Case = [name: string, act: (value: Shop) => unknown, told: string[]];

describe('a marked object', () => {
  const cases: Case[] = [
    ['Object.keys as it was before', (o) => before.keys(o), []],
    ['Object.keys', (o) => Object.keys(o), ['all: read']],
    ['Object.values', (o) => Object.values(o), ['stock: read', 'all: read']],
    ['Object.entries', (o) => Object.entries(o), ['stock: read', 'all: read']],
    ['Object.getOwnPropertyNames', (o) => Object.getOwnPropertyNames(o), ['all: read']],
    ['Reflect.ownKeys', (o) => Reflect.ownKeys(o), ['all: read']],
    ['JSON.stringify', (o) => JSON.stringify(o), ['all: read']],
    ['Object.assign from it', (o) => Object.assign({}, o), ['stock: read', 'all: read']],
    ['Object.assign to it', (o) => Object.assign(o, { stock: 1 }), ['stock: write']],
    ['Object.assign of a new key', (o) => Object.assign(o, { extra: 1 }), ['extra: write', 'all: resize']],
    ['Object.assign of an equal value', (o) => Object.assign(o, { stock: 3 }), ['stock: write']],
    ['Reflect.set', (o) => Reflect.set(o, 'stock', 1), ['stock: write']],
    ['Reflect.set for another receiver', (o) => Reflect.set(o, 'stock', 1, {}), []],
    ['Reflect.deleteProperty', (o) => Reflect.deleteProperty(o, 'stock'), ['stock: delete', 'all: resize']],
    ['Object.defineProperty', (o) => Object.defineProperty(o, 'stock', { value: 3 }), ['stock: write']],
    ['of an attribute', (o) => Object.defineProperty(o, 'stock', { enumerable: false }), []],
    ['Reflect.defineProperty', (o) => Reflect.defineProperty(o, 'stock', { value: 4 }), ['stock: write']],
    ['Object.defineProperties', (o) => Object.defineProperties(o, { stock: { value: 1 } }), ['stock: write']],
    ['Object.freeze', (o) => Object.freeze(o), []],
    ['our own code', (o) => muted(() => Object.assign(o, { stock: Object.keys(o).length })), []],
  ];

  it.each(cases)('%s', (_name, act, told) => {
    expect(recorded<Shop>({ stock: 3 }, act)).toEqual(told);
  });

  it('is asked by instrumented source by way of stand-ins', () => {
    const own = lenderFor(Object, 'hasOwn') as typeof Object;
    const reflect = lenderFor(Reflect, 'get') as typeof Reflect;
    const asked = lenderFor(Object.prototype.hasOwnProperty, 'call') as {
      call(self: unknown, key: unknown): unknown;
    };
    expect(recorded<Shop>({ stock: 3 }, (o) => own.hasOwn(o, 'stock'))).toEqual(['stock: read']);
    expect(recorded<Shop>({ stock: 3 }, (o) => reflect.get(o, 'stock'))).toEqual(['stock: read']);
    expect(recorded<Shop>({ stock: 3 }, (o) => reflect.has(o, 'stock'))).toEqual(['stock: read']);
    expect(recorded<Shop>({ stock: 3 }, (o) => asked.call(o as never, 'extra'))).toEqual(['extra: read']);
    const get = lenderFor(Map.prototype.get, 'call') as { call(self: unknown, key: unknown): unknown };
    expect(recorded(new Map([['tea', 1]]), (map) => get.call(map as never, 'tea'))).toEqual(['tea: read']);
    expect(lenderFor(Map.prototype.get, 'bind')).toBeUndefined();
    expect(lenderFor(() => 1, 'call')).toBeUndefined();
  });
});

describe('the built-ins', () => {
  it('run accessors once, and as natively', () => {
    let runs = 0;
    const target = {
      stored: 0,
      set stock(value: number) {
        this.stored += value;
      },
    };
    mark(target, rootPath('shared'));
    const source = {
      get stock() {
        return ++runs;
      },
    };
    mark(source, rootPath('source'));
    Object.assign(target, source);
    JSON.stringify(source);
    Object.values(source);
    expect([runs, target.stored]).toEqual([3, 1]);
  });

  it('store what is before the error when a getter throws', () => {
    const target: Record<string, unknown> = {};
    const source = {
      first: 1,
      get second(): unknown {
        throw new RangeError('second');
      },
    };
    expect(recorded(target, () => expect(() => Object.assign(target, source)).toThrow(RangeError))).toEqual([
      'first: write',
      'all: resize',
    ]);
    expect(target).toEqual({ first: 1 });
  });

  it('store the raw value behind a Proxy of ours', () => {
    const item = { name: 'tea' };
    const shown = watch(item, rootPath('item'));
    const target: Shop = { stock: 1 };
    mark(target, rootPath('shared'));
    Object.assign(target, { extra: shown });
    expect(isWatched(shown)).toBe(true);
    expect(target.extra).toBe(item);
  });

  it('leave results and errors as they are', () => {
    const value = { a: 1, nested: { toJSON: () => 'n' }, list: [1, undefined, 3] };
    mark(value, rootPath('shared'));
    expect(JSON.stringify(value, null, 1)).toBe(before.stringify(value, null, 1));
    expect(JSON.stringify(value, ['a'])).toBe('{"a":1}');
    expect(Object.assign(value, null, 'xy', undefined)).toBe(value);
    expect(() => Object.assign(undefined as never, {})).toThrow(TypeError);
    expect(() => Object.keys(undefined as never)).toThrow(TypeError);
    expect(Reflect.set(Object.freeze({ a: 1 }), 'a', 2)).toBe(false);
    expect(() => Object.defineProperty(value, 'a', 1 as never)).toThrow(TypeError);
  });

  it('look like the native ones', () => {
    for (const [now, was] of [
      [Object.keys, before.keys],
      [Object.assign, before.assign],
      [JSON.stringify, before.stringify],
      [Reflect.set, before.set],
    ] as const) {
      expect([now.name, now.length, 'prototype' in now]).toEqual([was.name, was.length, false]);
      expect(now).not.toBe(was);
    }
  });
});
