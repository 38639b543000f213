// Watching keeps nothing alive: neither the watched values nor the keys and members they were asked for.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { rootPath } from '../../src/core/path.ts';
import { watch } from '../../src/membrane/watch.ts';
import { watched } from './picture.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Collects garbage until all are gone; gives how many are left. */
async function left(references: WeakRef<object>[]): Promise<number> {
  for (let attempt = 0; attempt < 20; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    collect();
    if (references.every((reference) => reference.deref() === undefined)) return 0;
  }
  return references.filter((reference) => reference.deref() !== undefined).length;
}

interface Shape {
  [key: string]: unknown;
}

/** Each makes some values, uses them, and tells which of them must go. */
const SHAPES: Record<string, (keeper: Shape) => object[]> = {
  'a root': () => {
    const raw: Shape = { a: 1 };
    const proxy = watched(raw);
    proxy.a = 2;
    return [raw, proxy];
  },
  'children in a cycle': () => {
    const raw: Shape = { list: [{ x: 1 }], map: new Map([['k', { y: 1 }]]) };
    raw.self = raw;
    const proxy = watched(raw) as { list: Shape[]; map: Map<string, Shape>; self: object };
    for (const item of proxy.list) item.x = 2;
    return [raw, proxy, proxy.list[0] as object, proxy.map, proxy.map.get('k') as object];
  },
  'a child that is replaced': (keeper) => {
    const first = { big: 1 };
    keeper.child = first;
    const proxy = keeper.child as object;
    keeper.child = undefined;
    return [first, proxy];
  },
  'an array whose method was called': () => {
    const proxy = watched([{ a: 1 }]);
    proxy.push({ a: 2 });
    proxy.map((item) => item.a);
    return [proxy, proxy[0] as object];
  },
  'a key and a member that are objects': (keeper) => {
    const key = {};
    const member = { x: 1 };
    const map = keeper.map as Map<object, number>;
    const set = keeper.set as Set<object>;
    map.set(key, 1);
    map.get(key);
    map.delete(key);
    set.add(member);
    set.has(member);
    set.delete(member);
    return [key, member];
  },
  'a value that was left alone': (keeper) => {
    const date = new Date();
    keeper.date = date;
    void keeper.date;
    keeper.date = undefined;
    return [date];
  },
  'a frozen Map': () => {
    const raw = Object.freeze(new Map([['k', 1]]));
    const proxy = watch(raw, rootPath('frozen'));
    proxy.get('k');
    return [raw, proxy];
  },
  'an iteration left halfway': () => {
    const proxy = watched(new Map([['a', { x: 1 }]]));
    for (const [, value] of proxy) {
      if (value.x === 1) break;
    }
    return [proxy, proxy.get('a') as object];
  },
};

it.each(Object.entries(SHAPES))('%s is collected', async (_name, make) => {
  const keeper = watched<Shape>({ map: new Map(), set: new Set() });
  const references = (() => make(keeper).map((value) => new WeakRef(value)))();
  void watched([1]).push(2);
  expect(await left(references)).toBe(0);
  expect(keeper.map).toBeInstanceOf(Map);
});
