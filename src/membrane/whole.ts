// A value taken as a whole: handed to code that cannot work with Proxies, or asked for all its keys at once. Both
// are one look at each container, however many keys it has.

import { types } from 'node:util';
import { look } from '../core/record.ts';
import { mapSize, setSize } from '../core/sizes.ts';
import { entryOf, state, unwrap, Watched } from './identity.ts';
import { keysOf, ownKeys } from './natives.ts';

const MOST_VALUES = 10_000;
const MOST_PRINTED = 200;
const { forEach: eachOfMap } = Map.prototype;
const { forEach: eachOfSet } = Set.prototype;

/** The raw value behind a Proxy of ours; undefined for everything else. */
export function behindProxy(value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null || !types.isProxy(value)) return undefined;
  return entryOf(value)?.raw;
}

/**
 * The enumerable own keys of a watched object, without a question per key; undefined when it is not watched.
 * @param keysOfRealm the native `Object.keys` of the realm that the answer is for
 */
export function keysOfWatched(value: unknown, keysOfRealm = keysOf): string[] | undefined {
  if (typeof value !== 'object' || value === null || !types.isProxy(value)) return undefined;
  const entry = entryOf(value);
  if (!(entry instanceof Watched)) return undefined;
  const keys = keysOfRealm(entry.raw);
  if (state.on) look(entry.shadow, keys.length);
  return keys;
}

/**
 * What to hand to code that serialises without knowing Proxies: the raw value. Raw containers hold raw values, but a
 * literal made by the caller may hold watched ones; such a literal is replaced by a copy. Runs no getter.
 */
export function rawThroughout<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const raw = unwrap(value) as object;
  return (holdsProxy(raw, MOST_VALUES, lookedAt) ? copyOf(raw, new Map()) : raw) as T;
}

/** As {@link rawThroughout}, for printing: only small literals are searched, and nothing counts as looked at. */
export function printable<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const raw = unwrap(value) as object;
  if (raw !== value || !isLiteral(raw)) return raw as T;
  return (holdsProxy(raw, MOST_PRINTED, isLiteral) ? copyOf(raw, new Map()) : raw) as T;
}

/** Runs `print`, during which Maps and Sets show their raw content and nothing counts as looked at. */
export function whilePrinting<T>(print: () => T): T {
  state.printing++;
  try {
    return print();
  } finally {
    state.printing--;
  }
}

/** Whether a Proxy of ours can be reached by way of containers that `enters` lets through. */
function holdsProxy(start: object, most: number, enters: (container: object) => boolean): boolean {
  const seen = new Set<object>([start]);
  let found = false;
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (behindProxy(value) !== undefined) found = true;
    else if (seen.size < most) seen.add(value);
  };
  for (const container of seen) {
    if (!enters(container)) continue;
    eachValue(container, visit);
    if (found) return true;
  }
  return false;
}

/** Notes that a watched container is read as a whole; lets everything through. */
function lookedAt(container: object): boolean {
  const entry = entryOf(container);
  if (!state.on || !(entry instanceof Watched)) return true;
  if (types.isMap(container)) look(entry.shadow, mapSize.call(container));
  else if (types.isSet(container)) look(entry.shadow, setSize.call(container));
  else look(entry.shadow, Array.isArray(container) ? container.length : keysOf(container).length);
  return true;
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

/** A copy of the literals that hold watched values; everything else is kept as it is. */
function copyOf(value: unknown, made: Map<object, object>): unknown {
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
  return isLiteral(raw) ? copyLiteral(raw, made) : raw;
}

function copyLiteral(raw: object, made: Map<object, object>): object {
  const copy: object = Array.isArray(raw) ? new Array(raw.length) : Object.create(Object.getPrototypeOf(raw));
  made.set(raw, copy);
  for (const key of ownKeys(raw)) {
    const descriptor = Object.getOwnPropertyDescriptor(raw, key);
    if (descriptor === undefined || (Array.isArray(raw) && key === 'length')) continue;
    if ('value' in descriptor) descriptor.value = copyOf(descriptor.value, made);
    Object.defineProperty(copy, key, descriptor);
  }
  return copy;
}

/** An array, or an object whose prototype is that of literals, of any realm, or none. */
function isLiteral(value: object): boolean {
  if (types.isProxy(value)) return false;
  if (Array.isArray(value) || types.isMap(value) || types.isSet(value)) return true;
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
