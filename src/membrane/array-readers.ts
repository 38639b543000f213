// Array methods that only look. Each runs the native method on the raw array, so that holes, species and callbacks
// that change the array behave as ever; what the caller sees of the items is watched.

import { ABSENT } from '../core/ops.ts';
import { look, read } from '../core/record.ts';
import type { ArrayMethod } from './array-methods.ts';
import { receiverOf } from './array-receiver.ts';
import { child, entryOf, unwrap, type Watched } from './identity.ts';
import { type IterationKind, iterateArray } from './iterators.ts';

type Native = (...args: unknown[]) => unknown;
type Maker = (native: Native) => ArrayMethod;
type Callback = (this: unknown, ...args: unknown[]) => unknown;

const { apply } = Reflect;

/** `forEach`, `map`, `some`, `find`…: a callback for each item. `after` turns the native result into a watched one. */
function visiting(after: (result: unknown, entry: Watched) => unknown): Maker {
  return (native) =>
    ({
      method(callback: Callback, thisArg?: unknown): unknown {
        const entry = receiverOf(this);
        if (entry === undefined) return apply(native, this, [callback, thisArg]);
        const { raw, shadow, watched } = entry;
        look(shadow, (raw as unknown[]).length);
        if (typeof callback !== 'function') return apply(native, raw, [callback, thisArg]);
        const visit = function (this: unknown, item: unknown, index: number): unknown {
          return callback.call(this, child(item, shadow, index), index, watched);
        };
        return after(apply(native, raw, [visit, thisArg]), entry);
      },
    }).method;
}

const asIs = (result: unknown): unknown => result;
const item = (result: unknown, entry: Watched): unknown => child(result, entry.shadow, '');

/** A new array of items of this one: its objects are replaced by their watched forms. */
function items(result: unknown, entry: Watched): unknown {
  if (!Array.isArray(result)) return result;
  for (let i = 0; i < result.length; i++) {
    const value: unknown = result[i];
    if (typeof value === 'object' && value !== null) result[i] = child(value, entry.shadow, i);
  }
  return result;
}

const reducing: Maker = (native) =>
  ({
    method(this: unknown, ...args: unknown[]): unknown {
      const entry = receiverOf(this);
      if (entry === undefined) return apply(native, this, args);
      const { raw, shadow, watched } = entry;
      look(shadow, (raw as unknown[]).length);
      const [callback] = args;
      if (typeof callback !== 'function') return apply(native, raw, args);
      let fromItem = args.length < 2;
      args[0] = (result: unknown, value: unknown, index: number): unknown => {
        const before = fromItem ? child(result, shadow, '') : result;
        fromItem = false;
        return callback(before, child(value, shadow, index), index, watched);
      };
      const result = apply(native, raw, args);
      return fromItem ? child(result, shadow, '') : result;
    },
  }).method;

/** `includes`, `indexOf`: items are raw, so the raw form is searched; a watched one only by way of a literal. */
const searching: Maker = (native) =>
  ({
    method(this: unknown, ...args: unknown[]): unknown {
      const entry = receiverOf(this);
      if (entry === undefined) return apply(native, this, args);
      look(entry.shadow, (entry.raw as unknown[]).length);
      const given = args[0];
      const raw = unwrap(given);
      if (raw === given) return apply(native, entry.raw, args);
      args[0] = raw;
      const found = apply(native, entry.raw, args);
      if (found !== false && found !== -1) return found;
      args[0] = given;
      return apply(native, entry.raw, args);
    },
  }).method;

/** Methods that copy or print the whole: run on a copy whose objects are watched, or on the raw array without any. */
const copying: Maker = (native) =>
  ({
    method(this: unknown, ...args: unknown[]): unknown {
      const entry = receiverOf(this);
      return entry === undefined ? apply(native, this, args) : apply(native, watchedCopy(entry), args);
    },
  }).method;

/** `slice`: only the items taken are looked through. */
const slicing: Maker = (native) =>
  ({
    method(this: unknown, ...args: unknown[]): unknown {
      const entry = receiverOf(this);
      if (entry === undefined) return apply(native, this, args);
      look(entry.shadow, (entry.raw as unknown[]).length);
      return items(apply(native, entry.raw, args), entry);
    },
  }).method;

/** `at` looks at one item. */
const picking: Maker = (native) =>
  ({
    method(this: unknown, index: unknown): unknown {
      const entry = receiverOf(this);
      if (entry === undefined) return apply(native, this, [index]);
      const raw = entry.raw as unknown[];
      // A BigInt or a symbol throws here, as in the native method.
      const wanted = Math.trunc(+(index as number)) || 0;
      const at = wanted < 0 ? raw.length + wanted : wanted;
      if (wanted < 0) look(entry.shadow, raw.length);
      const value = raw.at(wanted);
      if (at >= 0) read(entry.shadow.locate(String(at)), at < raw.length ? value : ABSENT);
      return child(value, entry.shadow, at);
    },
  }).method;

function iterating(kind: IterationKind): Maker {
  return (native) => {
    const iterate = iterateArray(kind, native as () => object);
    return {
      method(this: unknown): unknown {
        const entry = receiverOf(this);
        return entry === undefined ? apply(native, this, []) : iterate(entry);
      },
    }.method;
  };
}

function watchedCopy(entry: Watched): unknown[] {
  const raw = entry.raw as unknown[];
  look(entry.shadow, raw.length);
  if (!raw.some((value) => typeof value === 'object' && value !== null)) return raw;
  const copy: unknown[] = [];
  copy.length = raw.length;
  const prototype: object | null = Object.getPrototypeOf(raw);
  if (prototype !== Array.prototype) Object.setPrototypeOf(copy, prototype);
  for (let i = 0; i < raw.length; i++) if (i in raw) copy[i] = child(raw[i], entry.shadow, i);
  return copy;
}

/** `concat` spreads its arguments: a watched one is replaced by a copy, in one record as well. */
const joining: Maker = (native) => {
  const { method } = {
    method(this: unknown, ...args: unknown[]): unknown {
      const entry = receiverOf(this);
      if (entry === undefined) return apply(native, this, args);
      return apply(native, watchedCopy(entry), args.map(spreadable));
    },
  };
  return method;
};

function spreadable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entry = entryOf(value);
  if (entry === undefined || !Array.isArray(entry.raw) || entry.watched !== value) return value;
  return Symbol.isConcatSpreadable in entry.raw ? value : watchedCopy(entry as Watched);
}

export const readers: [string, Maker][] = [
  ...['forEach', 'some', 'every', 'findIndex', 'findLastIndex', 'map', 'flatMap'].map(
    (name): [string, Maker] => [name, visiting(asIs)],
  ),
  ['find', visiting(item)],
  ['findLast', visiting(item)],
  ['filter', visiting(items)],
  ['reduce', reducing],
  ['reduceRight', reducing],
  ['includes', searching],
  ['indexOf', searching],
  ['lastIndexOf', searching],
  ['slice', slicing],
  ['concat', joining],
  ...['flat', 'join', 'toString', 'toLocaleString', 'toReversed', 'toSorted', 'toSpliced', 'with'].map(
    (name): [string, Maker] => [name, copying],
  ),
  ['at', picking],
  ['values', iterating('values')],
  ['keys', iterating('keys')],
  ['entries', iterating('entries')],
];
