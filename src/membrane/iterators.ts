// Iterators over watched collections. They sit on the native iterator prototypes, so tags and iterator helpers
// work, and tell a Walk at every step: an iteration that stretches over turns is what others can disturb.

import type { Shadow } from '../core/shadow.ts';
import { Walk } from '../core/walk.ts';
import { child, keyOf, known, state, type Watched } from './identity.ts';

export type IterationKind = 'keys' | 'values' | 'entries';

/** Stands for the array once it is exhausted. */
const NOTHING: unknown[] = [];

type NextPair = (this: Iterator<[unknown, unknown]>) => IteratorResult<[unknown, unknown]>;
const mapNext = Object.getPrototypeOf(new Map().entries()).next as NextPair;
const setNext = Object.getPrototypeOf(new Set().values()).next as NextPair;

function give(bare: boolean, value: unknown, shadow: Shadow, at: number): unknown {
  if (!bare) return child(value, shadow, at);
  const before = state.bare;
  state.bare = true;
  const given = child(value, shadow, at);
  state.bare = before;
  return given;
}

/** Steps of an array. `next` has one exit: with two the engine cannot do without the result objects. */
class ArrayValues {
  #entry: Watched;
  #raw: unknown[];
  #walk: Walk;
  #at = 0;
  /** Made for instrumented source, see `state.bare`. */
  readonly #bare = state.bare;

  constructor(entry: Watched) {
    this.#entry = entry;
    this.#raw = entry.raw as unknown[];
    this.#walk = new Walk(entry.shadow);
  }

  next(): IteratorResult<unknown> {
    const raw = this.#raw;
    const at = this.#at;
    let value: unknown;
    let done = false;
    this.#walk.step();
    if (at < raw.length) {
      this.#at = at + 1;
      value = raw[at];
      if (typeof value === 'object' && value !== null) {
        value = give(this.#bare, value, this.#entry.shadow, at);
      }
    } else {
      done = true;
      this.#raw = NOTHING;
      this.#walk.finish();
    }
    return { value, done };
  }

  /** A loop was left. Native iterators stay usable after that, and so does this one. */
  return(value?: unknown): IteratorResult<unknown> {
    this.#walk.finish();
    return { value, done: true };
  }
}

/** `keys()` and `entries()`. */
class ArrayPositions {
  #entry: Watched;
  #raw: unknown[];
  #walk: Walk;
  #pairs: boolean;
  #at = 0;
  readonly #bare = state.bare;

  constructor(entry: Watched, pairs: boolean) {
    this.#entry = entry;
    this.#raw = entry.raw as unknown[];
    this.#pairs = pairs;
    this.#walk = new Walk(entry.shadow);
  }

  next(): IteratorResult<unknown> {
    const raw = this.#raw;
    const at = this.#at;
    let value: unknown;
    let done = false;
    this.#walk.step();
    if (at < raw.length) {
      this.#at = at + 1;
      value = this.#pairs ? [at, give(this.#bare, raw[at], this.#entry.shadow, at)] : at;
    } else {
      done = true;
      this.#raw = NOTHING;
      this.#walk.finish();
    }
    return { value, done };
  }

  return(value?: unknown): IteratorResult<unknown> {
    this.#walk.finish();
    return { value, done: true };
  }
}

type IterateArray = (entry: Watched) => object;

/** What the array method of a kind gives for a watched array. @param method the native one, of any realm */
export function iterateArray(kind: IterationKind, method: (this: unknown[]) => object): IterateArray {
  const native = method.call([0]) as Iterator<unknown>;
  const isHome = Object.getPrototypeOf(native) === Object.getPrototypeOf([].values());
  if (kind === 'values') {
    if (isHome) return (entry) => new ArrayValues(entry);
    const prototype = foreignPrototype(native, ArrayValues.prototype, ArrayValues.prototype.next);
    return (entry) => Object.setPrototypeOf(new ArrayValues(entry), prototype) as object;
  }
  const pairs = kind === 'entries';
  if (isHome) return (entry) => new ArrayPositions(entry, pairs);
  const prototype = foreignPositions(native);
  return (entry) => Object.setPrototypeOf(new ArrayPositions(entry, pairs), prototype) as object;
}

/** @param native an iterator over one position */
function foreignPositions(native: Iterator<unknown>): object {
  const sample: unknown = native.next().value;
  const pairPrototype: object | null = Array.isArray(sample) ? Object.getPrototypeOf(sample) : null;
  const { next: step } = ArrayPositions.prototype;
  return foreignPrototype(native, ArrayPositions.prototype, function next(this: ArrayPositions) {
    const result = step.call(this);
    // Pairs are arrays of the realm.
    if (Array.isArray(result.value)) Object.setPrototypeOf(result.value, pairPrototype);
    return result;
  });
}

/** What iterations over arrays of another realm inherit from, instead of a prototype of ours. */
function foreignPrototype(native: object, ours: ArrayValues | ArrayPositions, next: unknown): object {
  const shared = { writable: true, enumerable: false, configurable: true };
  return Object.create(Object.getPrototypeOf(native) as object, {
    next: { value: next, ...shared },
    return: { value: ours.return, ...shared },
  }) as object;
}

/** Steps of a Map or Set: a native iterator over its entries does the work. */
class CollectionIteration {
  #entry: Watched;
  #native: Iterator<[unknown, unknown]>;
  #walk: Walk;
  #kind: IterationKind;
  readonly #bare = state.bare;

  constructor(entry: Watched, native: Iterator<[unknown, unknown]>, kind: IterationKind) {
    this.#entry = entry;
    this.#native = native;
    this.#kind = kind;
    this.#walk = new Walk(entry.shadow);
  }

  static next(iteration: CollectionIteration, next: typeof mapNext): IteratorResult<unknown> {
    iteration.#walk.step();
    const step = next.call(iteration.#native);
    if (step.done === true) {
      iteration.#walk.finish();
      return step;
    }
    const before = state.bare;
    state.bare = iteration.#bare;
    fill(step, iteration.#entry.shadow, iteration.#kind);
    state.bare = before;
    return step as IteratorResult<unknown>;
  }

  static leave(iteration: CollectionIteration): void {
    iteration.#walk.finish();
  }
}

/** Puts the watched forms of key and value, or what the kind of iteration wants of them, into the native step. */
function fill(step: IteratorYieldResult<unknown>, shadow: Shadow, kind: IterationKind): void {
  const pair = step.value as [unknown, unknown];
  const inSet = shadow.kind === 'set';
  const key = inSet ? child(pair[0], shadow, keyOf(pair[0])) : known(pair[0]);
  if (kind === 'keys') {
    step.value = key;
    return;
  }
  const value = inSet ? key : child(pair[1], shadow, keyOf(pair[0]));
  if (kind === 'values') {
    step.value = value;
    return;
  }
  pair[0] = key;
  pair[1] = value;
}

export class MapIteration extends CollectionIteration {
  next(): IteratorResult<unknown> {
    return CollectionIteration.next(this, mapNext);
  }

  return(value?: unknown): IteratorResult<unknown> {
    CollectionIteration.leave(this);
    return { value, done: true };
  }
}

export class SetIteration extends CollectionIteration {
  next(): IteratorResult<unknown> {
    return CollectionIteration.next(this, setNext);
  }

  return(value?: unknown): IteratorResult<unknown> {
    CollectionIteration.leave(this);
    return { value, done: true };
  }
}

/** As MapIteration or SetIteration, for a realm whose native iterators are like this one. */
export function foreignIteration(native: object): typeof MapIteration {
  const { next } = Object.getPrototypeOf(native) as { next: NextPair };
  class Iteration extends CollectionIteration {
    next(): IteratorResult<unknown> {
      return CollectionIteration.next(this, next);
    }

    return(value?: unknown): IteratorResult<unknown> {
      CollectionIteration.leave(this);
      return { value, done: true };
    }
  }
  return sittingOn(native, Iteration);
}

interface Iteration {
  readonly prototype: object;
}

/** Puts the instances of a class on the prototype of a native iterator. */
function sittingOn<C extends Iteration>(native: object, iteration: C): C {
  const { prototype } = iteration;
  Reflect.deleteProperty(prototype, 'constructor');
  Object.setPrototypeOf(prototype, Object.getPrototypeOf(native));
  return iteration;
}

sittingOn([].values(), ArrayValues);
sittingOn([].values(), ArrayPositions);
sittingOn(new Map().entries(), MapIteration);
sittingOn(new Set().values(), SetIteration);
