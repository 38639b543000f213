// Every trap on every kind of object: the outcome, and the object afterwards, are those of a plain object.

import { describe, expect, it } from 'vitest';
import { isWatched, unwrap } from '../../src/membrane/watch.ts';
import { outcome, picture, watched } from './picture.ts';

const symbol = Symbol('key');

class Account {
  balance = 1;
  owner = { name: 'ann' };
  get doubled(): number {
    return this.balance * 2;
  }
  set doubled(value: number) {
    this.balance = value / 2;
  }
  deposit(amount: number): number {
    this.balance += amount;
    return this.balance;
  }
}

class Savings extends Account {
  override deposit(amount: number): number {
    return super.deposit(amount + 1);
  }
}

type Target = Record<PropertyKey, unknown>;

const content = (): Target => ({ a: 1, nested: { deep: { value: 1 } }, list: [1, { x: 1 }], [symbol]: 's' });

const KINDS: Record<string, () => Target> = {
  'plain object': content,
  'object without prototype': () => Object.assign(Object.create(null), content()),
  array: () => Object.assign([1, { x: 1 }, 'three'] as unknown as Target, { a: 1 }),
  'array with holes': () => Object.assign([], { 0: 1, 2: 3 }) as unknown as Target,
  'class instance': () => new Account() as unknown as Target,
  'instance of a subclass': () => new Savings() as unknown as Target,
  'frozen object': () => Object.freeze(content()),
  'sealed object': () => Object.seal(content()),
  'object that cannot be extended': () => Object.preventExtensions(content()),
  'frozen array': () => Object.freeze([1, { x: 1 }]) as unknown as Target,
  'read-only properties': () =>
    Object.defineProperties(content(), {
      a: { value: { fixed: 1 }, writable: false, configurable: false },
      nested: { value: { fixed: 2 }, writable: false, configurable: true },
      list: { value: [3], writable: true, configurable: false },
    }),
  accessors: () => ({
    stored: 1,
    get a() {
      return this.stored;
    },
    set a(value: unknown) {
      this.stored = value as number;
    },
    get nested() {
      return { fresh: true };
    },
  }),
  'getter without setter': () =>
    Object.defineProperty({ b: 2 }, 'a', { get: () => 1, enumerable: true, configurable: true }),
  'setter without getter': () =>
    Object.defineProperty({ b: 2 }, 'a', { set: () => {}, enumerable: true, configurable: false }),
  'inherited setter': () => {
    const parent = {
      set a(value: unknown) {
        (this as unknown as Target).stored = value;
      },
    };
    return Object.assign(Object.create(parent), { nested: { deep: 1 } });
  },
  'inherited values': () => Object.assign(Object.create({ a: 1, nested: { deep: 1 } }), { own: 1 }),
  'inherited read-only value': () => Object.create(Object.freeze({ a: 1, nested: { deep: 1 } })),
  'cyclic object': () => {
    const cyclic = content();
    cyclic.self = cyclic;
    return cyclic;
  },
};

const KEYS: PropertyKey[] = [
  'a',
  'nested',
  'list',
  symbol,
  'missing',
  '0',
  '1',
  'constructor',
  'length',
  'doubled',
];

const perKey = (name: string, run: (target: Target, key: PropertyKey) => unknown): Operation[] =>
  KEYS.map((key) => ({ name: `${name} ${String(key)}`, run: (target) => run(target, key) }));

interface Operation {
  name: string;
  run(target: Target): unknown;
}

const TRAPS: Record<string, Operation[]> = {
  get: [
    ...perKey('get', (target, key) => target[key]),
    ...perKey('get twice', (target, key) => [target[key], target[key]]),
    ...perKey('get for another receiver', (target, key) =>
      Reflect.get(target, key, { stored: 9, balance: 9 }),
    ),
  ],
  set: [
    ...perKey('set', (target, key) => Reflect.set(target, key, 7)),
    ...perKey('set an object', (target, key) => Reflect.set(target, key, { put: 1 })),
    ...perKey('set for another receiver', (target, key) => {
      const receiver = {};
      return [Reflect.set(target, key, 7, receiver), receiver];
    }),
    ...perKey('set strictly', (target, key) => {
      target[key] = 7;
    }),
    { name: 'set __proto__', run: (target) => Reflect.set(target, '__proto__', { inherited: 1 }) },
    {
      name: 'inherit from it and set',
      run: (target) => Object.entries(Object.assign(Object.create(target), { a: 5, missing: 1 })),
    },
  ],
  has: [
    ...perKey('in', (target, key) => key in target),
    { name: 'in, inherited', run: (target) => ['toString' in target, Symbol.iterator in target] },
  ],
  deleteProperty: [
    ...perKey('delete', (target, key) => Reflect.deleteProperty(target, key)),
    ...perKey('delete strictly', (target, key) => delete target[key]),
  ],
  defineProperty: [
    ...perKey('define a value', (target, key) => Reflect.defineProperty(target, key, { value: 3 })),
    ...perKey('define an object for good', (target, key) =>
      Reflect.defineProperty(target, key, { value: { locked: 1 }, writable: false, configurable: false }),
    ),
    ...perKey('define a getter', (target, key) =>
      Reflect.defineProperty(target, key, { get: () => 4, configurable: true, enumerable: true }),
    ),
    ...perKey('make it read-only', (target, key) => Reflect.defineProperty(target, key, { writable: false })),
    {
      name: 'define strictly',
      run: (target) => Object.defineProperty(target, 'a', { value: 1, enumerable: false }),
    },
  ],
  getOwnPropertyDescriptor: [
    ...perKey('descriptor', (target, key) => Object.getOwnPropertyDescriptor(target, key)),
    ...perKey('has own', (target, key) => Object.hasOwn(target, key)),
    { name: 'all descriptors', run: (target) => Object.getOwnPropertyDescriptors(target) },
  ],
  ownKeys: [
    { name: 'ownKeys', run: (target) => Reflect.ownKeys(target) },
    { name: 'keys', run: (target) => Object.keys(target) },
    { name: 'entries', run: (target) => Object.entries(target) },
    { name: 'spread', run: (target) => ({ ...target }) },
    { name: 'assign', run: (target) => Object.assign({}, target) },
    {
      name: 'for in',
      run(target) {
        const keys: string[] = [];
        for (const key in target) keys.push(key);
        return keys;
      },
    },
  ],
  getPrototypeOf: [
    { name: 'prototype', run: (target) => Object.getPrototypeOf(target) },
    { name: 'instanceof', run: (target) => [target instanceof Object, target instanceof Account] },
  ],
  setPrototypeOf: [
    { name: 'set the prototype', run: (target) => Reflect.setPrototypeOf(target, { from: 1 }) },
    { name: 'take the prototype away', run: (target) => Reflect.setPrototypeOf(target, null) },
  ],
  isExtensible: [
    { name: 'questions', run: (t) => [Object.isExtensible(t), Object.isFrozen(t), Object.isSealed(t)] },
  ],
  preventExtensions: [
    { name: 'prevent extensions', run: (target) => Reflect.preventExtensions(target) },
    { name: 'freeze', run: (target) => Object.freeze(target) },
    { name: 'freeze, then read', run: (target) => [Object.freeze(target), target.nested, target.list] },
    { name: 'read, then freeze, then read', run: (t) => [t.nested, Object.freeze(t), t.nested, t.list] },
    { name: 'seal, then set', run: (target) => [Object.seal(target), Reflect.set(target, 'a', 2)] },
  ],
  apply: [{ name: 'call', run: (target) => (target as unknown as () => void)() }],
  construct: [{ name: 'new', run: (target) => new (target as unknown as new () => object)() }],
};

describe.each(Object.entries(KINDS))('%s', (_kind, make) => {
  it.each(Object.entries(TRAPS))('%s behaves as on the raw object', (_trap, operations) => {
    for (const { name, run } of operations) {
      const raw = make();
      const target = make();
      const proxy = watched(target);
      expect(isWatched(proxy), name).toBe(true);
      expect(
        outcome(() => run(proxy)),
        name,
      ).toEqual(outcome(() => run(raw)));
      expect(picture(target), `${name}: the object afterwards`).toEqual(picture(raw));
      expect(picture(proxy), `${name}: as seen afterwards`).toEqual(picture(raw));
    }
  });
});

describe('values behind the traps', () => {
  it('one object has one watched form', () => {
    const shared = { x: 1 };
    const proxy = watched({ a: shared, b: shared, list: [shared] });
    expect(proxy.a).toBe(proxy.b);
    expect(proxy.a).toBe(proxy.list[0]);
    expect(watched(proxy)).toBe(proxy);
    expect(unwrap(proxy.a)).toBe(shared);
  });

  it('containers hold raw values whatever way they were stored', () => {
    const raw: Target = { child: {} };
    const proxy = watched(raw);
    const { child } = proxy;
    proxy.assigned = child;
    Object.defineProperty(proxy, 'defined', { value: child, configurable: true });
    Object.assign(proxy, { copied: child });
    for (const key of ['assigned', 'defined', 'copied']) expect(isWatched(raw[key]), key).toBe(false);
  });

  it('a read-only property gives the raw object, as the engine demands', () => {
    const child = {};
    const proxy = watched(Object.freeze({ child }));
    expect(proxy.child).toBe(child);
  });

  it('an object frozen behind our back goes on working', () => {
    const raw = { child: {} };
    const proxy = watched(raw);
    expect(isWatched(proxy.child)).toBe(true);
    Object.freeze(raw);
    expect(proxy.child).toBe(raw.child);
  });

  it('a watched value stored for good stays what was stored', () => {
    const proxy = watched<Target>({ child: {} });
    const { child } = proxy;
    Object.defineProperty(proxy, 'fixed', { value: child, writable: false, configurable: false });
    expect(proxy.fixed).toBe(child);
  });

  it('methods and accessors of instances run with the watched object', () => {
    const account = watched(new Savings());
    let self: unknown;
    Object.defineProperty(unwrap(account), 'me', {
      get() {
        self = this;
        return 1;
      },
    });
    void (account as unknown as Target).me;
    expect(self).toBe(account);
    expect([account.deposit(1), account.doubled, account.balance]).toEqual([3, 6, 3]);
    expect(isWatched(account.owner)).toBe(true);
  });

  it('a foreign proxy around ours sees and changes what it should', () => {
    const raw: Target = { a: 1, child: {} };
    const seen: PropertyKey[] = [];
    const foreign = new Proxy(watched(raw), {
      get(target, key, receiver) {
        seen.push(key);
        return Reflect.get(target, key, receiver);
      },
    });
    foreign.b = 2;
    expect([foreign.a, foreign.b, raw.b]).toEqual([1, 2, 2]);
    expect(foreign.child).toBe(watched(raw).child);
    expect(Object.keys(foreign)).toEqual(['a', 'child', 'b']);
    expect(seen).toEqual(['a', 'b', 'child']);
  });

  it('a proxy made by others is left alone', () => {
    const foreign = new Proxy({ a: 1 }, {});
    const proxy = watched({ foreign });
    expect(proxy.foreign).toBe(foreign);
    expect(isWatched(foreign)).toBe(false);
  });
});
