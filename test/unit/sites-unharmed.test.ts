// The helpers of instrumented source never throw of themselves, whatever they are given.

import { describe, expect, it } from 'vitest';
import { instrumented } from './instrumented.ts';

describe('the helpers never throw of themselves', () => {
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const foreign = new Proxy(
    {},
    {
      getOwnPropertyDescriptor: () => expect.fail('trap'),
      ownKeys: () => expect.fail('trap'),
      getPrototypeOf: () => expect.fail('trap'),
      get: () => 1,
      set: () => true,
      has: () => true,
      deleteProperty: () => true,
    },
  );
  const VALUES: [name: string, value: unknown][] = [
    ['undefined', undefined],
    ['null', null],
    ['a number', 1],
    ['a string', 'text'],
    ['a symbol', Symbol('s')],
    ['a bigint', 1n],
    ['a function', () => {}],
    ['a revoked Proxy', revoked],
    ['a Proxy of somebody else', foreign],
    ['a frozen object', Object.freeze({ a: 1 })],
    ['an object without prototype', Object.create(null)],
    ['a Date', new Date(0)],
    ['the global object', globalThis],
  ];
  const BODIES = [
    'return o.a',
    'return o[k]',
    'return o.a()',
    'o.a = v',
    'o[k] = v',
    'o.a = () => {}',
    'o.a += 1',
    'o.a++',
    'delete o.a',
    'return "a" in o',
    'return { ...o }',
    'return [...o]',
    'for (const key in o) return key',
    'for (const item of o) return item',
    'const { a } = o; return a',
    'const [a] = o; return a',
  ];

  /** What it gives or throws, in words. */
  const outcome = (fn: (...args: readonly unknown[]) => unknown, value: unknown): string => {
    try {
      return typeof fn(value, 'a', 2);
    } catch (error) {
      return (error as Error).name;
    }
  };
  const plainly = BODIES.map((body) => new Function('o', 'k', 'v', body) as () => unknown);
  const watching = BODIES.map((body) => instrumented(body));

  it.each(VALUES)('%s behaves as in plain source', (name, value) => {
    if (name === 'a Proxy of somebody else') return;
    const told = watching.map((fn, index) => `${BODIES[index]}: ${outcome(fn, value)}`);
    expect(told).toEqual(plainly.map((fn, index) => `${BODIES[index]}: ${outcome(fn, value)}`));
    if (value === globalThis) Reflect.deleteProperty(globalThis, 'a');
  });

  it('the traps of somebody else’s Proxy are not entered', () => {
    for (const body of ['return o.a', 'o.a = v', 'return "a" in o', 'delete o.a', 'return o.a++']) {
      expect(() => instrumented(body)(foreign, 'a', 2)).not.toThrow();
    }
  });
});
