// A value taken as a whole: handed to code that cannot work with Proxies, or asked for all its keys at once. Both
// are one look at each container, however many keys it has.

import { types } from 'node:util';
import { look } from '../core/record.ts';
import { entryOf, state, unwrap, Watched } from './identity.ts';

const MOST_VALUES = 10_000;
const keysOf = Object.keys;
const { forEach: eachOfMap } = Map.prototype;
const { forEach: eachOfSet } = Set.prototype;
const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size')?.get as () => number;
const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size')?.get as () => number;

/** The raw value behind a Proxy of ours; undefined for everything else. */
export function behindProxy(value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null || !types.isProxy(value)) return undefined;
  return entryOf(value)?.raw;
}

/** The enumerable own keys of a watched object, without a question per key; undefined when it is not watched. */
export function keysOfWatched(value: unknown): string[] | undefined {
  if (typeof value !== 'object' || value === null || !types.isProxy(value)) return undefined;
  const entry = entryOf(value);
  if (!(entry instanceof Watched)) return undefined;
  const keys = keysOf(entry.raw);
  if (state.on) look(entry.shadow, keys.length);
  return keys;
}

/**
 * What to hand to code that serialises without knowing Proxies: the raw value. Raw containers hold raw values, but a
 * literal made by the caller may hold watched ones; such a literal is replaced by a copy. Runs no getter of a value
 * that need not be copied.
 */
export function rawThroughout<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const raw = unwrap(value);
  return holdsProxy(raw as object) ? (copyOf(raw as object, new Map()) as T) : raw;
}

/** Whether a Proxy of ours can be reached; every watched container on the way counts as looked at. */
function holdsProxy(start: object): boolean {
  const seen = new Set<object>([start]);
  let found = false;
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (behindProxy(value) !== undefined) found = true;
    else if (seen.size < MOST_VALUES) seen.add(value);
  };
  for (const container of seen) {
    note(container);
    eachValue(container, visit);
    if (found) return true;
  }
  return false;
}

function note(container: object): void {
  const entry = entryOf(container);
  if (!state.on || !(entry instanceof Watched)) return;
  if (types.isMap(container)) look(entry.shadow, mapSize.call(container));
  else if (types.isSet(container)) look(entry.shadow, setSize.call(container));
  else look(entry.shadow, Array.isArray(container) ? container.length : keysOf(container).length);
}

function eachValue(container: object, visit: (value: unknown) => void): void {
  if (types.isProxy(container) || ArrayBuffer.isView(container)) return;
  if (types.isMap(container)) {
    eachOfMap.call(container, (value, key) => {
      visit(key);
      visit(value);
    });
  } else if (types.isSet(container)) {
    eachOfSet.call(container, visit);
  } else {
    for (const key of keysOf(container)) visit(Object.getOwnPropertyDescriptor(container, key)?.value);
  }
}

/** A copy of the literals that hold watched values; everything without any is kept as it is. */
function copyOf(value: unknown, made: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const raw = unwrap(value) as object;
  const before = made.get(raw);
  if (before !== undefined) return before;
  if (made.size >= MOST_VALUES || types.isProxy(raw)) return raw;
  if (types.isMap(raw)) {
    const copy = new Map<unknown, unknown>();
    made.set(raw, copy);
    eachOfMap.call(raw, (item, key) => copy.set(copyOf(key, made), copyOf(item, made)));
    return copy;
  }
  if (types.isSet(raw)) {
    const copy = new Set<unknown>();
    made.set(raw, copy);
    eachOfSet.call(raw, (item) => copy.add(copyOf(item, made)));
    return copy;
  }
  if (!isLiteral(raw)) return raw;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(raw) ? new Array(raw.length) : {};
  made.set(raw, copy);
  for (const key of keysOf(raw)) {
    (copy as Record<string, unknown>)[key] = copyOf((raw as Record<string, unknown>)[key], made);
  }
  return copy;
}

function isLiteral(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
