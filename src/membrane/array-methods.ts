// The method table of watched arrays: native method -> the one handed out in its place. One record per call,
// not one per index. The tables themselves are in array-readers.ts and array-mutators.ts.

import { mutators } from './array-mutators.ts';
import { readers } from './array-readers.ts';

/** What a table method looks like: it finds its array through `this`. */
export type ArrayMethod = (this: unknown, ...args: never[]) => unknown;

interface TableEntry {
  native: unknown;
  method: ArrayMethod;
}

const table = new Map<PropertyKey, TableEntry>();
const natives = Array.prototype as unknown as Record<PropertyKey, unknown>;

for (const [name, make] of [...readers, ...mutators]) {
  const native = natives[name];
  if (typeof native !== 'function') continue;
  const method = make(native as (...args: unknown[]) => unknown);
  const { name: shown, length } = native as { name: string; length: number };
  Object.defineProperty(method, 'name', { value: shown, configurable: true });
  Object.defineProperty(method, 'length', { value: length, configurable: true });
  table.set(name, { native, method });
}
const iterator = table.get('values');
if (iterator !== undefined) table.set(Symbol.iterator, iterator);

/** The method to hand out for `key`, if the array would give the native one. */
export function methodOf(target: Record<PropertyKey, unknown>, key: PropertyKey): ArrayMethod | undefined {
  const entry = table.get(key);
  return entry !== undefined && target[key] === entry.native ? entry.method : undefined;
}
