// What instrumented member accesses record of marked raw objects.

import { describe, expect, it } from 'vitest';
import { rootPath } from '../../src/core/path.ts';
import { entryOf } from '../../src/membrane/identity.ts';
import { mark } from '../../src/membrane/watch.ts';
import { instrumented } from './instrumented.ts';
import { type Case, inTurn, pathOf, recorded } from './marked.ts';
import { recordsOf } from './records.ts';

describe('a marked object', () => {
  const cases: Case[] = [
    ['read by name', 'return o.stock', ['stock: read']],
    ['read by key', 'return o[k]', ['stock: read']],
    ['read by a literal key', 'return o["stock"]', ['stock: read']],
    ['read in a parameter’s default', 'return ((a = o[k]) => a)()', ['stock: read']],
    ['read of what is not there', 'return o.extra', ['extra: read']],
    ['read through an optional chain', 'return o?.stock', ['stock: read']],
    ['write', 'o.stock = v', ['stock: write']],
    ['write by key', 'o[k] = v', ['stock: write']],
    ['write of a new key', 'o.extra = v', ['extra: write', 'all: resize']],
    ['write of a function', 'o.stock = () => v', ['stock: write']],
    ['compound assignment', 'o.stock += v', ['stock: read write']],
    ['logical assignment that stores', 'o.extra ??= v', ['extra: read write', 'all: resize']],
    ['logical assignment that does not', 'o.stock ||= v', ['stock: read']],
    ['update', 'o.stock++', ['stock: read write']],
    ['update by key', '--o[k]', ['stock: read write']],
    ['delete', 'delete o.stock', ['stock: delete', 'all: resize']],
    ['delete of what is not there', 'delete o.extra', []],
    ['in', 'return "stock" in o', ['stock: read']],
    ['in, of what is not there', 'return k + 1 in o', ['stock1: read']],
    ['spread', 'return { ...o }', ['stock: read', 'child: read', 'all: read']],
    ['destructuring', 'const { stock } = o; return stock', ['stock: read']],
    ['nested destructuring', 'const { child: { n } } = o; return n', ['child: read']],
    [
      'destructuring with a rest',
      'const { stock, ...rest } = o; return rest',
      ['stock: read', 'child: read', 'all: read'],
    ],
    ['for…in', 'for (const key in o) key', ['all: read iterate']],
    ['probes', 'return [o.then, o.toJSON, o.constructor]', []],
    ['an inherited method', 'return o.hasOwnProperty.name', []],
    ['a method call', 'return o.toString()', []],
  ];
  it.each(cases)('%s', (_sentence, body, records) => {
    expect(recorded({ stock: 1, child: { n: 1 } }, body)).toEqual(records);
  });

  it('marks the children it is asked for, raw', () => {
    const child = { n: 1 };
    const raw = { child };
    expect(recorded(raw, 'return o.child.n')).toEqual(['child: read']);
    expect(recordsOf(child)).toEqual(['n: read']);
    expect(pathOf(child)).toBe('shared.child');
    expect(entryOf(child)?.watched).toBe(child);
  });

  it('marks what is stored in it', () => {
    const value = {};
    recorded({ stock: 1 }, 'o.stock = v', 'stock', value);
    expect(pathOf(value)).toBe('shared.stock');
  });

  it('calls a getter once and records none', () => {
    let calls = 0;
    const raw = {
      get stock() {
        return ++calls;
      },
    };
    expect(recorded(raw, 'return o.stock')).toEqual([]);
    expect(calls).toBe(1);
  });

  it('calls a setter once and records none', () => {
    const given: unknown[] = [];
    const raw = {
      set stock(value: unknown) {
        given.push(value);
      },
    };
    expect(recorded(raw, 'o.stock = v')).toEqual([]);
    expect(given).toEqual([5]);
  });

  it.each(['return o[k]', 'o[k] = v', 'o[k] += v', 'o[k]++', 'delete o[k]', 'return k in o'])(
    'converts an object that serves as a key as often as the engine does: %s',
    (body) => {
      const asked = (fn: (...args: readonly unknown[]) => unknown, raw: object): unknown[] => {
        let calls = 0;
        fn(raw, { toString: () => `stock${++calls}` }, 5);
        return [calls, raw];
      };
      const raw = { stock1: 1 };
      mark(raw, rootPath('shared'));
      const plain = new Function('o', 'k', 'v', body) as () => unknown;
      expect(asked(instrumented(body), raw)).toEqual(asked(plain, { stock1: 1 }));
    },
  );

  it.each([
    ['an object', { stock: () => 1 }, 'stock'],
    ['an array', [3, 1, 2], 'indexOf'],
    ['a Map', new Map(), 'get'],
    ['a function', () => {}, 'call'],
  ])('converts an object that names a method once, where it is called: %s', (_sentence, raw, name) => {
    let calls = 0;
    mark(raw, rootPath('shared'));
    instrumented('return o[k]()')(raw, {
      toString: () => {
        calls++;
        return name;
      },
    });
    expect(calls).toBe(1);
  });

  it('is silent when nobody marked it', () => {
    const raw = { stock: 1 };
    inTurn(() => instrumented('o.stock++; return o.stock')(raw));
    expect(recordsOf(raw)).toEqual(['not watched']);
  });
});

describe('frozen objects', () => {
  it('are not watched, but what they hold is', () => {
    const list: number[] = [];
    const raw = Object.freeze({ list });
    expect(recorded(raw, 'o.list.push(1)')).toEqual(['not watched']);
    expect(recordsOf(list)).toEqual(['all: resize']);
    expect(pathOf(list)).toBe('shared.list');
  });
});
