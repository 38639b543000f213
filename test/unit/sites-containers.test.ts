// What instrumented source records of marked arrays, Maps and Sets, and that they hand out raw items.

import { describe, expect, it } from 'vitest';
import { rootPath } from '../../src/core/path.ts';
import { mark, shadowOf, watch } from '../../src/membrane/watch.ts';
import { instrumented } from './instrumented.ts';
import { type Case, inTurn, recorded } from './marked.ts';
import { recordsOf } from './records.ts';

describe('a marked array', () => {
  const cases: Case[] = [
    ['push', 'o.push(v)', ['all: resize']],
    ['length', 'return o.length', ['all: read']],
    ['index', 'return o[0]', ['0: read']],
    ['store at an index', 'o[0] = v', ['0: write']],
    ['update at an index', 'o[0]++', ['0: read write']],
    ['update at an index that is a number', 'o[k.length - 5]--', ['0: read write']],
    ['indexOf', 'return o.indexOf(3)', ['all: read']],
    ['splice', 'o.splice(1, 1)', ['all: reorder by index']],
    ['shift', 'o.shift()', ['all: reorder']],
    ['sort', 'o.sort()', ['all: reorder']],
    ['for…of', 'for (const item of o) item', ['all: iterate']],
    ['spread', 'return [...o]', ['all: read']],
    ['map', 'return o.map((item) => item)', ['all: read']],
  ];
  it.each(cases)('%s', (_sentence, body, records) => {
    expect(recorded([3, 1, 2], body)).toEqual(records);
  });

  type Gives = [sentence: string, body: string, gives: (items: object[], all: object[]) => unknown];
  const gives: Gives[] = [
    ['sort() gives the array itself', 'return o.sort()', (_, all) => all],
    ['reverse() gives the array itself', 'return o.reverse()', (_, all) => all],
    ['at() gives the raw item', 'return o.at(0)', ([item]) => item],
    ['pop() gives the raw item', 'return o.pop()', (items) => items[1]],
    ['find() gives the raw item', 'return o.find(() => true)', ([item]) => item],
    ['an index gives the raw item', 'return o[0]', ([item]) => item],
    ['for…of gives raw items', 'for (const item of o) return item', ([item]) => item],
    ['destructuring gives raw items', 'const [item] = o; return item', ([item]) => item],
    ['forEach hands over raw items', 'let i; o.forEach((item) => (i = item)); return i', (items) => items[1]],
    [
      'forEach hands over the array itself',
      'let a; o.forEach((item, i, all) => (a = all)); return a',
      (_, all) => all,
    ],
    ['entries() gives raw items', 'for (const [, item] of o.entries()) return item', ([item]) => item],
  ];
  it.each(gives)('%s', (_sentence, body, wanted) => {
    const items = [{ id: 1 }, { id: 2 }];
    const raw = [...items];
    mark(raw, rootPath('list'));
    let given: unknown;
    inTurn(() => {
      given = instrumented(body)(raw);
    });
    expect(given).toBe(wanted(items, raw));
  });

  it('includes() and indexOf() know a raw item and a Proxy of it', () => {
    const item = { id: 1 };
    const raw = [item];
    mark(raw, rootPath('list'));
    const proxy = (watch(raw, rootPath('list')) as object[])[0];
    expect(instrumented('return [o.includes(k), o.indexOf(v)]')(raw, item, proxy)).toEqual([true, 0]);
  });
});

describe('a marked Map or Set', () => {
  type Held = [sentence: string, make: (item: object) => object, body: string, records: string[]];
  const cases: Held[] = [
    ['get', (item) => new Map([['a', item]]), 'return o.get("a")', ['a: read']],
    ['values', (item) => new Map([['a', item]]), 'return [...o.values()][0]', ['all: iterate']],
    ['for…of', (item) => new Map([['a', item]]), 'for (const [, i] of o) return i', ['all: iterate']],
    [
      'forEach',
      (item) => new Map([['a', item]]),
      'let i; o.forEach((e) => (i = e)); return i',
      ['all: read'],
    ],
    ['for…of', (item) => new Set([item]), 'for (const i of o) return i', ['all: iterate']],
    ['values', (item) => new Set([item]), 'return o.values().next().value', ['all: iterate']],
    ['spread', (item) => new Set([item]), 'return [...o][0]', ['all: iterate']],
  ];
  it.each(cases)('%s gives raw items and marks them', (_sentence, make, body, records) => {
    const item = { id: 1 };
    const raw = make(item);
    mark(raw, rootPath('shared'));
    let given: unknown;
    inTurn(() => {
      given = instrumented(body)(raw);
    });
    expect(given).toBe(item);
    expect(shadowOf(item)).toBeDefined();
    expect(recordsOf(raw).filter((line) => /^a|^all/.test(line))).toEqual(records);
  });

  it('set() and add() give the collection itself', () => {
    const [map, set] = [new Map(), new Set()];
    mark(map, rootPath('map'));
    mark(set, rootPath('set'));
    expect(instrumented('return o.set("a", 1)')(map)).toBe(map);
    expect(instrumented('return o.add(1)')(set)).toBe(set);
  });

  it('a borrowed method records as the own one', () => {
    const map = new Map([['a', 1]]);
    const body = 'const get = k; return get.call(o, "a")';
    expect(recorded(map, body, Map.prototype.get)).toEqual(['a: read']);
  });

  it.runIf('union' in Set.prototype)('set algebra calls no method that the program has replaced', () => {
    class Own extends Set<unknown> {
      override has = (): boolean => expect.fail('has');
    }
    const { add } = Set.prototype;
    let given: unknown;
    const set = new Own([1, 2]);
    const other = new Set([3]);
    mark(set, rootPath('set'));
    const run = instrumented('return o.symmetricDifference(v)');
    Set.prototype.add = () => expect.fail('add');
    try {
      given = run(set, '', other);
    } finally {
      Set.prototype.add = add;
    }
    expect([...(given as Set<unknown>)]).toEqual([1, 2, 3]);
  });
});
