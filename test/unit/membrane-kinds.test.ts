// What is watched and what is left alone, with the reason that `stats()` shows.

import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { renderPath, rootPath } from '../../src/core/path.ts';
import * as namespace from '../../src/membrane/watch.ts';
import { ignoreValue, isWatched, shadowOf, skipped, unwrap, watch } from '../../src/membrane/watch.ts';

const watched = <T>(value: T): T => watch(value, rootPath('root'));
const realm = createContext({});
const elsewhere = (code: string): object => runInContext(code, realm) as object;

class Open {
  value = 1;
  color = '#fff';
}
class Derived extends Open {}
class Private {
  #secret = 1;
  reveal(): number {
    return this.#secret;
  }
}
class InheritsPrivate extends Private {
  open = 1;
}
class BrandCheck {
  #brand = 1;
  static is(value: object): boolean {
    return #brand in value;
  }
}
const beside = new WeakMap<object, number>();
class Beside {
  constructor() {
    beside.set(this, 1);
  }
  reveal(): number | undefined {
    return beside.get(this);
  }
}
/** What compilers make of `#secret` for old engines. */
const compiled = new Function(`
  var __classPrivateFieldGet = function (receiver, state) { return state.get(receiver); };
  var _secret = new WeakMap();
  function Compiled() { _secret.set(this, 1); }
  Compiled.prototype.reveal = function () { return __classPrivateFieldGet(this, _secret); };
  return Compiled;
`)() as new () => object;
function OldStyle(this: { value: number }): void {
  this.value = 1;
}
OldStyle.prototype.read = function (this: { value: number }) {
  return this.value;
};

describe('watched', () => {
  const cases: [string, object][] = [
    ['a plain object', {}],
    ['an object without prototype', Object.create(null)],
    ['an object made from another one', Object.create({ shared: 1 })],
    ['an object made from a watched one', Object.create(watched({ shared: 1 }))],
    ['an array', []],
    ['a Map', new Map()],
    ['a Set', new Set()],
    ['a plain object of another realm', elsewhere('({ a: 1 })')],
    ['an array of another realm', elsewhere('[1]')],
    ['a Map of another realm', elsewhere('new Map()')],
    ['an instance of a class', new Open()],
    ['an instance of a subclass', new Derived()],
    ['an instance of an old-style class', Reflect.construct(OldStyle as unknown as () => void, [])],
    [
      'a subclass of Map with private fields',
      new (class extends Map {
        #x = 1;
        x = () => this.#x;
      })(),
    ],
    ['a frozen object', Object.freeze({})],
    ['a frozen Map', Object.freeze(new Map())],
    ['an object with a tag of its own', { [Symbol.toStringTag]: 'Mine' }],
  ];
  it.each(cases)('%s', (_name, value) => {
    const shown = watched(value);
    expect(isWatched(shown)).toBe(true);
    expect(shadowOf(value)).toBeDefined();
    expect(unwrap(shown)).toBe(value);
    expect(watched(shown)).toBe(shown);
    expect(watched(value)).toBe(shown);
  });

  it('collections in place: the watched form is the value itself', () => {
    const map = new Map();
    expect(watched(map)).toBe(map);
    expect(Object.keys(map)).toEqual([]);
    expect(Object.getPrototypeOf(map)).toBe(Map.prototype);
  });
});

describe('left alone, with a reason', () => {
  const cases: [string, () => object, RegExp][] = [
    ['a Date', () => new Date(), /built-in Date/],
    ['a RegExp', () => /x/, /built-in RegExp/],
    ['an Error', () => new TypeError('x'), /built-in TypeError/],
    ['an Error of another realm', () => elsewhere('new Error("x")'), /built-in Error/],
    [
      'an Error that pretends to be plain',
      () => Object.setPrototypeOf(new Error('x'), Object.prototype),
      /built-in/,
    ],
    ['a subclass of Error', () => new (class Failure extends Error {})(), /built-in/],
    ['an ArrayBuffer', () => new ArrayBuffer(1), /built-in ArrayBuffer/],
    ['a WeakMap', () => new WeakMap(), /built-in WeakMap/],
    ['a WeakRef', () => new WeakRef({}), /built-in WeakRef/],
    ['a boxed number', () => Object(1), /built-in Number/],
    ['a URL', () => new URL('http://a'), /built-in URL/],
    ['Headers', () => new Headers(), /built-in Headers/],
    ['an AbortSignal', () => new AbortController().signal, /built-in|emitter/],
    [
      'a generator',
      () =>
        (function* () {
          yield 1;
        })(),
      /built-in|iterator/,
    ],
    ['an array iterator', () => [][Symbol.iterator](), /built-in|iterator/],
    ['a Map iterator', () => new Map().keys(), /built-in|iterator/],
    [
      'arguments',
      () =>
        (function (..._: number[]) {
          // biome-ignore lint/complexity/noArguments: this object is the case
          return arguments;
        })(1),
      /built-in Arguments/,
    ],
    ['an emitter', () => new EventEmitter(), /emitter/],
    ['a subclass of an emitter', () => new (class Bus extends EventEmitter {})(), /emitter/],
    ['a stream', () => Readable.from([]), /emitter/],
    ['a server', () => createServer(), /emitter/],
    [
      'a timer',
      () => {
        const timer = setTimeout(() => {}, 0);
        clearTimeout(timer);
        return timer;
      },
      /Node|built-in/,
    ],
    [
      'a thenable',
      () =>
        new (class {
          then() {}
        })(),
      /thenable/,
    ],
    ['a class with private members', () => new Private(), /private/],
    ['a subclass of one', () => new InheritsPrivate(), /private/],
    ['a class with a brand check', () => new BrandCheck(), /private/],
    ['a class with state beside it', () => new Beside(), /keyed by the instance/],
    ['a compiled class with private members', () => new compiled(), /private|keyed/],
    ['a proxy made by others', () => new Proxy({}, {}), /proxy made by others/],
    ['a module namespace', () => namespace, /module namespace|built-in/],
    ['Math', () => Math, /built-in Math/],
    ['the global object', () => globalThis, /global/],
    ['the environment', () => process.env, /environment|env/],
    ['process', () => process, /emitter|built-in/],
  ];
  it.each(cases)('%s', (_name, make, reason) => {
    const value = make();
    const before = new Map(skipped());
    expect(watched(value)).toBe(value);
    expect(isWatched(value)).toBe(false);
    const counted = [...skipped()]
      .filter(([key, count]) => count > (before.get(key) ?? 0))
      .map(([key]) => key);
    expect(counted).toEqual([expect.stringMatching(reason)]);
  });

  it('functions, promises and buffers, which are not even counted', () => {
    const before = [...skipped()];
    for (const value of [
      () => 1,
      Promise.resolve(),
      Buffer.from('a'),
      new Float64Array(1),
      1,
      'a',
      null,
      undefined,
    ]) {
      expect(watched(value)).toBe(value);
    }
    expect([...skipped()]).toEqual(before);
  });

  it('a prototype that is a proxy made by others, whose traps stay unasked', () => {
    const asked: PropertyKey[] = [];
    const noting = (_target: object, key: PropertyKey): undefined => void asked.push(key);
    const prototype = new Proxy({}, { get: noting, getOwnPropertyDescriptor: noting });
    const value = Object.create(prototype) as object;
    expect(watched(value)).toBe(value);
    expect(asked).toEqual([]);
  });

  it('what the user ignores', () => {
    const value = {};
    ignoreValue(value);
    expect(watched({ value }).value).toBe(value);
    expect(isWatched(value)).toBe(false);
  });

  it('private members go on working behind a watched object', () => {
    const value = watched({ service: new Private(), beside: new Beside() });
    expect([value.service.reveal(), value.beside.reveal()]).toEqual([1, 1]);
  });
});

describe('collections held by a value that is left alone', () => {
  it('are watched under the name by which they were reached', () => {
    const server = Object.assign(createServer(), {
      activeConn: new Map<string, number>(),
      _inner: new Map(),
    });
    const context = watch({ server }, rootPath('ctx'));
    expect(context.server).toBe(server);
    const shadow = shadowOf(server.activeConn);
    expect(shadow && renderPath(shadow.path)).toBe('ctx.server.activeConn');
    expect(shadowOf(server._inner)).toBeUndefined();
  });

  it('also when they were put there later', () => {
    const emitter = Object.assign(new EventEmitter(), { late: undefined as Set<number> | undefined });
    const context = watched({ emitter });
    void context.emitter;
    emitter.late = new Set([1]);
    for (let turn = 0; turn < 4; turn++) void context.emitter;
    expect(watch(emitter.late, rootPath('x'))).toBe(emitter.late);
  });
});
