// Private fields, static fields and births of instances in instrumented source.

import { describe, expect, it } from 'vitest';
import { entryOf } from '../../src/membrane/identity.ts';
import { instrumented, load } from './instrumented.ts';
import { inTurn, pathOf } from './marked.ts';
import { recordsOf } from './records.ts';

describe('classes', () => {
  const CODE = `
    class Cart {
      #sum = 0;
      static count = 0;
      constructor() { this.items = []; }
      add(x) { this.#sum += x; return this.#sum; }
      look() { return this.#sum; }
      bump() { this.#sum++; }
    }
    exports.make = () => new Cart();
    exports.call = (cart, name, x) => cart[name](x);
    exports.read = () => Cart.count;
    exports.write = (n) => { Cart.count = n; };
    exports.update = () => { Cart.count++; };
    exports.Cart = () => Cart;
  `;

  it.each([
    ['read', 'look', ['#sum: read']],
    ['assigned', 'add', ['#sum: read write']],
    ['updated', 'bump', ['#sum: read write']],
  ])('a private field is %s', (_sentence, method, records) => {
    const { make, call } = load(CODE).exports;
    const cart = make?.() as object;
    inTurn(() => call?.(cart, method, 2));
    expect(recordsOf(cart).filter((line) => line.startsWith('#'))).toEqual(records);
  });

  it.each([
    ['read', 'read', ['count: read']],
    ['assigned', 'write', ['count: write']],
  ])('a static field is %s', (_sentence, name, records) => {
    const { exports } = load(CODE);
    inTurn(() => exports[name]?.(1));
    const cart = exports.Cart?.() as object;
    expect(recordsOf(cart)).toEqual(records);
    expect(pathOf(cart)).toBe('Cart');
  });

  it('the update of a static field is recorded once somebody has looked at it', () => {
    const { exports } = load(CODE);
    const cart = exports.Cart?.() as object;
    inTurn(() => exports.update?.());
    expect(recordsOf(cart)).toEqual(['not watched']);
    inTurn(() => exports.read?.());
    inTurn(() => exports.update?.());
    expect(recordsOf(cart)).toEqual(['count: read write']);
  });

  it('an instance is raw, marked from birth and named after its class', () => {
    const { make, Cart } = load(CODE).exports;
    const cart = make?.() as object;
    expect(entryOf(cart)?.watched).toBe(cart);
    expect(cart).toBeInstanceOf(Cart?.() as never);
    expect(pathOf(cart)).toBe('Cart');
  });

  it('an instance of a derived class is named after that', () => {
    const code = `class Base { constructor() { this.a = 1; } } class Derived extends Base {}
      exports.make = () => new Derived();`;
    expect(pathOf(load(code).exports.make?.() as object)).toBe('Derived');
  });

  it('an ES5 constructor tells of births as well, a plain call does not', () => {
    const code = `function Old() { if (this) this.a = 1; return this; }
      Old.prototype.look = function () { return this.a; };
      exports.make = () => new Old(); exports.call = (o) => Old.call(o);`;
    const { make, call } = load(code).exports;
    expect(pathOf(make?.() as object)).toBe('Old');
    expect(pathOf(call?.({}) as object)).toBeUndefined();
  });

  it('what an instance does in the turn of its birth is nobody else’s business', () => {
    const { make } = load(CODE).exports;
    let cart = {};
    inTurn(() => {
      cart = make?.() as object;
    });
    expect(recordsOf(cart)).toEqual([]);
  });

  it.each([
    ['nobody', 'o.n++; o.n = 5', []],
    ['somebody', 'o.items; o.items++', ['items: read write']],
    ['somebody', 'o.items; o.items = 5', ['items: read write']],
    ['somebody', 'o.items; delete o.items', ['items: read delete', 'all: resize']],
    ['somebody', 'o.items; [o.items] = [5]', ['items: read write']],
  ])('what %s has looked at in that turn is recorded when it is changed in it: %s', (_who, body, records) => {
    const { make } = load(CODE).exports;
    const act = instrumented(body);
    let cart = {};
    inTurn(() => {
      cart = make?.() as object;
      act(cart);
    });
    expect(recordsOf(cart)).toEqual(records);
  });
});
