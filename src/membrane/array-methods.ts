// The method table of watched arrays: native method -> the one handed out in its place. One record per call,
// not one per index. The tables themselves are in array-readers.ts and array-mutators.ts.

import { intrinsicBehind, isNative } from '../core/realms.ts';
import { mutators } from './array-mutators.ts';
import { readers } from './array-readers.ts';

/** What a table method looks like: it finds its array through `this`. */
export type ArrayMethod = (this: unknown, ...args: never[]) => unknown;

interface TableEntry {
  native: unknown;
  method: ArrayMethod;
}

const table = new Map<PropertyKey, TableEntry>();
/** The same for the methods of other realms, by the native function. */
const foreign = new WeakMap<object, ArrayMethod>();
const realms = new WeakSet<object>([Array.prototype]);

for (const [name, native, method] of methodsFor(Array.prototype)) table.set(name, { native, method });
const iterator = table.get('values');
if (iterator !== undefined) table.set(Symbol.iterator, iterator);

function* methodsFor(prototype: object): Generator<[name: string, native: object, method: ArrayMethod]> {
  for (const [name, make] of [...readers, ...mutators]) {
    const native: unknown = Object.getOwnPropertyDescriptor(prototype, name)?.value;
    if (typeof native !== 'function' || !isNative(native)) continue;
    const method = make(native as (...args: unknown[]) => unknown);
    const { name: shown, length } = native as { name: string; length: number };
    Object.defineProperty(method, 'name', { value: shown, configurable: true });
    Object.defineProperty(method, 'length', { value: length, configurable: true });
    yield [name, native, method];
  }
}

/** Makes the table of the realm that an array is of, when it is the first one. */
export function knowArray(array: object): void {
  if (Object.getPrototypeOf(array) === Array.prototype) return;
  const prototype = intrinsicBehind(array, 'Array');
  if (prototype === undefined || realms.has(prototype)) return;
  realms.add(prototype);
  for (const [, native, method] of methodsFor(prototype)) foreign.set(native, method);
}

/** The method to hand out for `key`, if the array would give the native one. */
export function methodOf(target: Record<PropertyKey, unknown>, key: PropertyKey): ArrayMethod | undefined {
  const entry = table.get(key);
  if (entry === undefined) return undefined;
  const found = target[key];
  if (found === entry.native) return entry.method;
  return typeof found === 'function' ? foreign.get(found) : undefined;
}
