// Libraries as they are used, over watched values: each case names the hazard it stands for.

import assert from 'node:assert';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { format, inspect, isDeepStrictEqual, types } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { expect as jestExpect } from 'expect';
import express from 'express';
import fastDeepEqual from 'fast-deep-equal';
import { fastify } from 'fastify';
import { Redis } from 'ioredis';
import Koa from 'koa';
import lodash from 'lodash';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { install } from '../../instrument/borders.ts';
import type { Host } from '../../instrument/host.ts';
import { isWatched, unwrap } from '../../src/membrane/watch.ts';
import { watched } from './picture.ts';

const make = () => ({
  id: 1,
  name: 'shop',
  tags: ['a', 'b'],
  nested: { deep: { value: 1 } },
  stock: new Map<string, unknown>([['sku', { count: 2 }]]),
  seen: new Set<unknown>([1, 'x']),
  at: new Date(0),
  match: /x/g,
  bytes: Buffer.from('abc'),
});

const plain = () => {
  const { stock: _stock, seen: _seen, at: _at, match: _match, bytes: _bytes, ...rest } = make();
  return rest;
};

let restore: () => void;
beforeAll(() => {
  restore = install({} as Host);
});
afterAll(() => restore());

describe('equality: two sides of which one is watched', () => {
  it('assert.deepStrictEqual (prototypes, tags, own keys and internal slots of Maps)', () => {
    assert.deepStrictEqual(watched(make()), make());
    assert.deepStrictEqual(make(), watched(make()));
    assert.throws(() => assert.deepStrictEqual(watched(make()), { ...make(), id: 2 }));
    assert.deepStrictEqual(watched(make()).stock, make().stock);
  });

  it('util.isDeepStrictEqual', () => {
    expect(isDeepStrictEqual(watched(make()), make())).toBe(true);
    expect(isDeepStrictEqual(watched(make()), { ...make(), tags: ['a'] })).toBe(false);
  });

  it('the test runner, loosely and strictly (types, undefined keys, sparse arrays)', () => {
    expect(watched(make())).toEqual(make());
    expect(make()).toEqual(watched(make()));
    expect(watched(make())).toStrictEqual(make());
    expect(watched(make())).toMatchObject({ nested: { deep: { value: 1 } } });
    expect(watched(make())).not.toEqual({ ...make(), id: 2 });
    expect(watched(make()).stock).toEqual(make().stock);
  });

  it("Jest's expect (asymmetric matcher probes, iterator equality)", () => {
    jestExpect(watched(make())).toEqual(make());
    jestExpect(make()).toStrictEqual(watched(make()));
    jestExpect(watched(make())).toEqual(jestExpect.objectContaining({ name: 'shop' }));
    jestExpect(watched(make()).seen).toEqual(make().seen);
    jestExpect(() => jestExpect(watched(make())).toEqual({ ...make(), name: '' })).toThrow();
  });

  it('lodash isEqual (tags and constructors) and fast-deep-equal (constructor, key count)', () => {
    expect(lodash.isEqual(watched(make()), make())).toBe(true);
    expect(lodash.isEqual(watched(make()).stock, make().stock)).toBe(true);
    expect(lodash.isEqual(watched(make()), { ...make(), id: 2 })).toBe(false);
    expect(fastDeepEqual(watched(plain()), plain())).toBe(true);
    expect(fastDeepEqual(watched(plain()), { ...plain(), id: 2 })).toBe(false);
  });
});

describe('lodash: guessing kinds by constructor and prototype', () => {
  it('isPlainObject, isPrototype by way of keys, isMap, isArray', () => {
    const value = watched(make());
    expect([lodash.isPlainObject(value), lodash.isArray(value.tags), lodash.isMap(value.stock)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(lodash.keys(value)).toEqual(lodash.keys(make()));
    expect(lodash.size(value.stock)).toBe(1);
  });

  it('cloneDeep gives an independent, unwatched copy', () => {
    const value = watched(make());
    const copy = lodash.cloneDeep(value);
    expect(isWatched(copy)).toBe(false);
    expect(isWatched(copy.nested)).toBe(false);
    copy.nested.deep.value = 2;
    expect(value.nested.deep.value).toBe(1);
    expect(copy.stock).toEqual(make().stock);
  });

  it('merge, get, set, groupBy, sortBy', () => {
    const value = watched(make());
    lodash.set(value, 'nested.deep.more', [1]);
    lodash.merge(value, { nested: { deep: { value: 5 } } });
    expect(lodash.get(unwrap(value), 'nested.deep')).toEqual({ value: 5, more: [1] });
    const items = watched([{ k: 'b' }, { k: 'a' }, { k: 'b' }]);
    expect(Object.keys(lodash.groupBy(items, 'k'))).toEqual(['b', 'a']);
    expect(lodash.sortBy(items, 'k')[0]).toBe(items[1]);
  });
});

describe('printing', () => {
  it('util.inspect prints what it prints of the raw value', () => {
    for (const depth of [0, 2, null])
      expect(inspect(watched(make()), { depth })).toBe(inspect(make(), { depth }));
    const value = watched(make());
    void value.stock.get('sku');
    void value.nested.deep;
    expect(inspect(value, { depth: null })).toBe(inspect(make(), { depth: null }));
    expect(inspect(value.stock)).toBe(inspect(make().stock));
    const literal = (shop: object) => ({
      shop,
      list: [shop],
      get later() {
        return 1;
      },
    });
    expect(inspect(literal(value), { depth: 4 })).toBe(inspect(literal(make()), { depth: 4 }));
    expect(format('%s %j %o', 'a', value.nested, value.tags)).toBe(
      format('%s %j %o', 'a', make().nested, make().tags),
    );
  });

  it('JSON.stringify: toJSON of dates and buffers, replacer, indentation', () => {
    expect(JSON.stringify(watched(make()), null, 2)).toBe(JSON.stringify(make(), null, 2));
    const skip = (key: string, value: unknown) => (key === 'name' ? undefined : value);
    expect(JSON.stringify(watched(make()), skip)).toBe(JSON.stringify(make(), skip));
  });

  it('pino: serializers, redaction by path, bindings', () => {
    const lines: string[] = [];
    const options = { base: null, timestamp: false, redact: ['value.nested.deep'] };
    const log = pino(options, { write: (line: string) => void lines.push(line) });
    log.info({ value: watched(plain()) }, 'watched');
    log.info({ value: plain() }, 'watched');
    log.child({ value: watched(plain()) }).info('child');
    log.child({ value: plain() }).info('child');
    expect(lines[0]).toBe(lines[1]);
    expect(lines[2]).toBe(lines[3]);
  });
});

describe('schemas', () => {
  it('zod: constructor checks of objects, arrays, Maps and Sets', () => {
    const schema = z.strictObject({
      id: z.number(),
      name: z.string(),
      tags: z.array(z.string()),
      nested: z.object({ deep: z.object({ value: z.number() }) }),
      stock: z.map(z.string(), z.object({ count: z.number() })),
      seen: z.set(z.union([z.string(), z.number()])),
      at: z.date(),
      match: z.instanceof(RegExp),
      bytes: z.instanceof(Buffer),
    });
    expect(schema.parse(watched(make()))).toEqual(schema.parse(make()));
    expect(schema.safeParse(watched({ ...make(), id: 'x' })).success).toBe(false);
    expect(z.record(z.string(), z.number()).parse(watched({ a: 1 }))).toEqual({ a: 1 });
  });
});

describe('built-in values inside are handed out as they are', () => {
  it('dates, expressions, buffers, promises, errors work: their methods want the real receiver', async () => {
    const raw = {
      ...make(),
      promise: Promise.resolve(3),
      error: new TypeError('x'),
      url: new URL('http://a/b'),
      numbers: new Uint8Array([1, 2]),
      weak: new WeakMap(),
      headers: new Headers({ a: 'b' }),
      signal: new AbortController().signal,
    };
    const value = watched(raw);
    expect(value.at.getTime()).toBe(0);
    expect(value.match.test('x')).toBe(true);
    expect(value.bytes.toString()).toBe('abc');
    expect(await value.promise).toBe(3);
    expect(types.isNativeError(value.error)).toBe(true);
    expect([value.url.pathname, value.headers.get('a'), value.signal.aborted]).toEqual(['/b', 'b', false]);
    for (const key of Object.keys(raw) as (keyof typeof raw)[]) {
      if (!['tags', 'nested', 'stock', 'seen'].includes(key)) expect(isWatched(value[key]), key).toBe(false);
    }
  });

  it('await of a watched object looks for `then` and finds none', async () => {
    const value = watched({ a: 1 });
    expect(await value).toBe(value);
    expect(await Promise.resolve(value)).toBe(value);
  });
});

describe('borders that reject Proxies', () => {
  it('structuredClone', () => {
    expect(structuredClone(watched(make()))).toEqual(structuredClone(make()));
    expect(structuredClone(watched(make()).stock)).toEqual(make().stock);
    const value = watched(make());
    expect(structuredClone({ literal: [value.nested, value], key: new Map([[value.tags, 1]]) })).toEqual(
      structuredClone({ literal: [make().nested, make()], key: new Map([[make().tags, 1]]) }),
    );
    expect(() => structuredClone({ value, fn: () => 1 })).toThrow(/could not be cloned/);
  });

  it('v8.serialize', () => {
    expect(deserialize(serialize(watched(make())))).toEqual(deserialize(serialize(make())));
  });

  it('messages', () => {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(watched(make()));
    expect(receiveMessageOnPort(port2)?.message).toEqual(structuredClone(make()));
    port1.postMessage({ literal: watched(plain()) });
    expect(receiveMessageOnPort(port2)?.message).toEqual({ literal: plain() });
    port1.close();
  });

  it('names and lengths of patched functions are kept, and the originals can be put back', () => {
    expect([structuredClone.name, Object.keys.name, Object.keys.length]).toEqual([
      'structuredClone',
      'keys',
      1,
    ]);
    expect(() => Reflect.construct(Object.keys, [{}])).toThrow(TypeError);
    const before = Object.keys;
    const undo = install({} as Host);
    expect(Object.keys).not.toBe(before);
    undo();
    expect(Object.keys).toBe(before);
  });

  it('Object.keys, values and entries list what they list of the raw object', () => {
    const symbol = Symbol('hidden');
    const odd = () => Object.defineProperty({ b: 1, a: { x: 1 }, 2: 0, [symbol]: 1 }, 'hidden', { value: 1 });
    const value = watched(odd());
    expect(Object.keys(value)).toEqual(Object.keys(odd()));
    expect(Object.entries(value)).toEqual(Object.entries(odd()));
    expect(Object.values(value)[2]).toBe((value as unknown as Record<string, unknown>).a);
    expect(() => Object.keys(undefined as never)).toThrow(TypeError);
  });
});

describe('frameworks keep shared state of their own', () => {
  it('express: app.locals merged into templates, res.json, app.set', async () => {
    const app = express();
    const locals = watched({ counter: 1, list: [{ a: 1 }], stock: new Map([['k', 1]]) });
    Object.assign(app.locals, { shared: locals });
    app.set('shared', locals);
    app.get('/', (_request, response) => {
      locals.counter++;
      response.json({ shared: app.locals.shared, same: app.get('shared') === locals });
    });
    const server = app.listen(0);
    try {
      await once(server, 'listening');
      const response = await fetch(`http://localhost:${(server.address() as AddressInfo).port}/`);
      expect(await response.json()).toEqual({
        shared: { counter: 2, list: [{ a: 1 }], stock: {} },
        same: true,
      });
    } finally {
      server.close();
    }
  });

  it('koa: app.context, ctx.state, body serialised by the framework', async () => {
    const app = new Koa();
    Object.assign(app.context, { shared: watched({ visits: [1] }) });
    app.use((context) => {
      context.state = watched({ user: { name: 'ann' } });
      (context as unknown as { shared: { visits: number[] } }).shared.visits.push(2);
      context.body = { state: context.state, shared: (context as unknown as { shared: unknown }).shared };
    });
    const server = app.listen(0);
    try {
      await once(server, 'listening');
      const response = await fetch(`http://localhost:${(server.address() as AddressInfo).port}/`);
      expect(await response.json()).toEqual({ state: { user: { name: 'ann' } }, shared: { visits: [1, 2] } });
    } finally {
      server.close();
    }
  });

  it('fastify: decorated values, reply serialised with and without a schema', async () => {
    const app = fastify();
    app.decorate('shared', watched(plain()));
    const schema = {
      response: { 200: { type: 'object', properties: { id: { type: 'number' }, tags: { type: 'array' } } } },
    };
    const shared = () => (app as unknown as { shared: unknown }).shared;
    app.get('/plain', async () => shared());
    app.get('/schema', { schema }, async () => shared());
    expect((await app.inject('/plain')).json()).toEqual(plain());
    expect((await app.inject('/schema')).json()).toEqual({ id: 1, tags: ['a', 'b'] });
    await app.close();
  });

  it('pg: the pool copies and reads its options, non-enumerable password included', () => {
    const options = {
      host: 'db',
      port: 5433,
      user: 'u',
      password: 'secret',
      database: 'd',
      ssl: { ca: 'x' },
    };
    const pool = new pg.Pool(watched({ ...options, ssl: { ...options.ssl } }));
    const client = new pg.Client(watched({ ...options, ssl: { ...options.ssl } }));
    expect(pool.options).toMatchObject({ host: 'db', port: 5433, database: 'd', password: 'secret' });
    expect([client.host, client.port, client.user, client.password]).toEqual(['db', 5433, 'u', 'secret']);
  });

  it('ioredis: options merged with defaults, client left alone as an emitter', () => {
    const redis = new Redis(
      watched({ host: 'cache', port: 6380, lazyConnect: true, retryStrategy: () => null }),
    );
    expect(redis.options).toMatchObject({ host: 'cache', port: 6380, lazyConnect: true });
    const context = watched({ redis });
    expect(context.redis).toBe(redis);
    redis.disconnect();
  });
});
