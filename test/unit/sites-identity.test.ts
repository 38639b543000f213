// Instrumented source sees raw objects only, however it comes by them.

import { describe, expect, it } from 'vitest';
import { rootPath } from '../../src/core/path.ts';
import { isWatched, mark, shadowOf, watch } from '../../src/membrane/watch.ts';
import { instrumented } from './instrumented.ts';
import { inTurn, pathOf, recorded } from './marked.ts';
import { recordsOf } from './records.ts';

describe('a Proxy of ours met by instrumented source', () => {
  it('is peeled: a read gives the raw child', () => {
    const child = { n: 1 };
    const proxy = watch({ child }, rootPath('shared'));
    expect(instrumented('return o.child')(proxy)).toBe(child);
  });

  it('records an access once', () => {
    const raw = { stock: 1 };
    const proxy = watch(raw, rootPath('shared'));
    inTurn(() => instrumented('return o.stock')(proxy));
    const [location] = shadowOf(raw)?.touched() ?? [];
    expect(recordsOf(raw)).toEqual(['stock: read']);
    inTurn(() => instrumented('o.stock = 2')(proxy));
    expect(recordsOf(raw)).toEqual(['stock: write']);
    expect(location?.length).toBe(2);
    expect(raw.stock).toBe(2);
  });

  it('is stored raw', () => {
    const child = {};
    const proxy = watch(child, rootPath('child'));
    const holder: { stock: unknown } = { stock: 1 };
    recorded(holder, 'o.stock = v', 'stock', proxy);
    expect(holder.stock).toBe(child);
  });
});

describe('one identity', () => {
  it('an object marked first gets a Proxy where it is met behind one, and the better name', () => {
    const cart = { n: 1 };
    mark(cart, rootPath('Cart', 'birth'));
    expect(pathOf(cart)).toBe('Cart');
    const locals = watch({ cart }, rootPath('app.locals'));
    const seen = locals.cart;
    expect(seen).not.toBe(cart);
    expect(isWatched(seen)).toBe(true);
    expect(locals.cart).toBe(seen);
    expect(pathOf(cart)).toBe('app.locals.cart');
    expect(instrumented('return o.cart')(locals)).toBe(cart);
  });

  it('a name from a context is not replaced by that of a variable', () => {
    const cart = {};
    watch(cart, rootPath('app.locals'));
    mark(cart, rootPath('cart', 'variable'));
    expect(pathOf(cart)).toBe('app.locals');
  });

  const SAME = `return [
    o.child === o["child"],
    o.list[0] === o.list.at(0),
    o.map.get("a") === [...o.map.values()][0],
    { ...o }.child === o.child,
  ]`;
  it.each([
    ['raw', (raw: object) => mark(raw, rootPath('shared')) && raw],
    ['behind a Proxy', (raw: object) => watch(raw, rootPath('shared'))],
  ])('what was read in two ways is one object: %s', (_sentence, held) => {
    const raw = { child: {}, list: [{}], map: new Map([['a', {}]]) };
    expect(instrumented(SAME)(held(raw))).toEqual([true, true, true, true]);
  });

  it('a computed read of a Proxy of ours gives the raw child too', () => {
    const proxy = watch({ child: {} }, rootPath('shared'));
    expect(instrumented('return o.child === o[k]')(proxy, 'child')).toBe(true);
  });

  const PAIRS: [sentence: string, body: string][] = [
    ['a Proxy and its raw object', 'return [o === k, o == k, k === o]'],
    [
      'a Proxy and its raw object that differ from others',
      'return [!(o !== k), !(o != k), o !== v, v !== o]',
    ],
    ['what a computed read gives', 'return [o["ch" + "ild"] === k.child, o[v.key] === k.child]'],
    ['what a computed call gives', 'return [o.list["a" + "t"](0) === k.list[0]]'],
    [
      'what stays where a default is assigned',
      'let p = o, q = k; return [(p ||= 1) === k, (q ??= 1) === o, (v.own = o, v.own ||= "x") === k, (p &&= o) === k]',
    ],
    [
      'a Proxy that lies in a watched object',
      'v.held = 0; Object.assign(v, { held: o }); return [v.held === k]',
    ],
  ];
  it.each(PAIRS)('%s are compared as one object', (_sentence, body) => {
    const raw = { child: {}, list: [{}] };
    const proxy = watch(raw, rootPath('shared'));
    const other = { key: 'child' };
    mark(other, rootPath('other'));
    const results = instrumented(body)(proxy, raw, other) as boolean[];
    expect(results).toEqual(results.map(() => true));
  });

  it('a watched object gives raw what lies in it as a Proxy', () => {
    const raw = { n: 1 };
    const holder = { held: watch(raw, rootPath('held')) };
    mark(holder, rootPath('holder'));
    expect(instrumented('return o.held')(holder)).toBe(raw);
  });

  it('a function gives raw what lies on it as a Proxy', () => {
    const raw = { n: 1 };
    const app = Object.assign(() => {}, { settings: watch(raw, rootPath('app.settings')) });
    expect(instrumented('return o.settings')(app)).toBe(raw);
  });

  it('a computed read of a Proxy is recorded once, at its site', () => {
    const raw = { stock: 1 };
    const proxy = watch(raw, rootPath('shared'));
    inTurn(() => instrumented('return o[k]')(proxy, 'stock'));
    expect(recordsOf(raw)).toEqual(['stock: read']);
  });
});
