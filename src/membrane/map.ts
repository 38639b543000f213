// The method table laid on watched Maps. The methods of a subclass are called through its own prototype, so that
// overrides run and only the outer call is recorded; inner calls of `super` end at the native methods.

import { ABSENT, PRESENT } from '../core/ops.ts';
import { clear, look, read, remove, write } from '../core/record.ts';
import type { Shadow } from '../core/shadow.ts';
import { type Overlay, overlayOf, watchCollection } from './collections.ts';
import { child, collectionOf, keyOf, known, state, unwrap, type Watched } from './identity.ts';
import { type IterationKind, MapIteration } from './iterators.ts';

type AnyMap = Map<unknown, unknown>;
type Method = (...args: unknown[]) => unknown;

const MapPrototype = Map.prototype;
const {
  get: mapGet,
  has: mapHas,
  set: mapSet,
  delete: mapDelete,
  clear: mapClear,
  entries: mapEntries,
} = MapPrototype;
const mapSize = Object.getOwnPropertyDescriptor(MapPrototype, 'size')?.get as () => number;

/** The method that the map's class has under the table's own. */
function inner(map: AnyMap, key: PropertyKey, native: unknown): Method {
  const prototype = Object.getPrototypeOf(map) as Record<PropertyKey, unknown>;
  return (prototype === (MapPrototype as unknown) ? native : prototype[key]) as Method;
}

function isPlain(map: AnyMap): boolean {
  return Object.getPrototypeOf(map) === MapPrototype;
}

function valueBefore(map: AnyMap, key: unknown): unknown {
  const value = mapGet.call(map, key);
  return value === undefined && !mapHas.call(map, key) ? ABSENT : value;
}

const table: Overlay[] = [
  {
    key: 'get',
    method(this: AnyMap, key: unknown): unknown {
      const entry = collectionOf(this);
      if (entry === undefined || !state.on) return inner(this, 'get', mapGet).call(this, unwrap(key));
      if (typeof key === 'object' && key !== null) key = unwrap(key);
      const value = isPlain(this) ? mapGet.call(this, key) : inner(this, 'get', mapGet).call(this, key);
      const location = entry.shadow.locate(keyOf(key));
      if (value === undefined) {
        read(location, mapHas.call(this, key) ? undefined : ABSENT);
        return undefined;
      }
      read(location, value);
      return typeof value === 'object' && value !== null ? child(value, entry.shadow, location.key) : value;
    },
  },
  {
    key: 'has',
    method(this: AnyMap, key: unknown): unknown {
      const entry = collectionOf(this);
      const raw = unwrap(key);
      const there = inner(this, 'has', mapHas).call(this, raw);
      if (entry !== undefined && state.on) read(entry.shadow.locate(keyOf(raw)), there ? PRESENT : ABSENT);
      return there;
    },
  },
  {
    key: 'set',
    method(this: AnyMap, key: unknown, value: unknown): unknown {
      const entry = collectionOf(this);
      const rawKey = unwrap(key);
      const rawValue = unwrap(value);
      if (entry === undefined || !state.on) return inner(this, 'set', mapSet).call(this, rawKey, rawValue);
      const before = valueBefore(this, rawKey);
      const result = inner(this, 'set', mapSet).call(this, rawKey, rawValue);
      write(entry.shadow.locate(keyOf(rawKey)), rawValue, before);
      return result;
    },
  },
  {
    key: 'delete',
    method(this: AnyMap, key: unknown): unknown {
      const entry = collectionOf(this);
      const raw = unwrap(key);
      if (entry === undefined || !state.on) return inner(this, 'delete', mapDelete).call(this, raw);
      const before = valueBefore(this, raw);
      const result = inner(this, 'delete', mapDelete).call(this, raw);
      if (before !== ABSENT && !mapHas.call(this, raw)) remove(entry.shadow.locate(keyOf(raw)), before);
      return result;
    },
  },
  {
    key: 'clear',
    method(this: AnyMap): unknown {
      const entry = collectionOf(this);
      const filled = entry !== undefined && mapSize.call(this) > 0;
      const result = inner(this, 'clear', mapClear).call(this);
      if (entry !== undefined && filled && state.on) clear(entry.shadow);
      return result;
    },
  },
  {
    key: 'size',
    get(this: AnyMap): unknown {
      const entry = collectionOf(this);
      const prototype: object = Object.getPrototypeOf(this);
      const size = prototype === MapPrototype ? mapSize.call(this) : Reflect.get(prototype, 'size', this);
      if (entry !== undefined && state.on) look(entry.shadow, mapSize.call(this));
      return size;
    },
  },
  {
    key: 'forEach',
    method(this: AnyMap, callback: Method, thisArg?: unknown): unknown {
      const entry = collectionOf(this);
      const method = inner(this, 'forEach', MapPrototype.forEach);
      if (entry === undefined || typeof callback !== 'function') return method.call(this, callback, thisArg);
      const { shadow } = entry;
      if (state.on) look(shadow, mapSize.call(this));
      const visit = function (this: unknown, value: unknown, key: unknown, map: unknown): unknown {
        return callback.call(this, child(value, shadow, keyOf(key)), known(key), map);
      };
      return method.call(this, visit, thisArg);
    },
  },
  iterating('keys'),
  iterating('values'),
  iterating('entries'),
  iterating('entries', Symbol.iterator),
  {
    key: 'getOrInsert',
    method(this: AnyMap, key: unknown, value: unknown): unknown {
      return inserting(this, 'getOrInsert', key, unwrap(value));
    },
  },
  {
    key: 'getOrInsertComputed',
    method(this: AnyMap, key: unknown, compute: unknown): unknown {
      if (typeof compute !== 'function') return inserting(this, 'getOrInsertComputed', key, compute);
      return inserting(this, 'getOrInsertComputed', key, (raw: unknown) => unwrap(compute(known(raw))));
    },
  },
];

function iterating(kind: IterationKind, key: PropertyKey = kind): Overlay {
  const native = MapPrototype[kind] as Method;
  return {
    key,
    method(this: AnyMap): unknown {
      const entry = collectionOf(this);
      const method = inner(this, key, native);
      if (entry === undefined || method !== native) return method.call(this);
      return new MapIteration(entry, mapEntries.call(this), kind);
    },
  };
}

/** Look and fill in one step. */
function inserting(map: AnyMap, name: PropertyKey, key: unknown, given: unknown): unknown {
  const entry = collectionOf(map);
  const raw = unwrap(key);
  const before = entry === undefined ? ABSENT : valueBefore(map, raw);
  const native = (MapPrototype as unknown as Record<PropertyKey, unknown>)[name];
  const result = inner(map, name, native).call(map, raw, given);
  if (entry === undefined || !state.on) return known(result);
  const location = entry.shadow.locate(keyOf(raw));
  read(location, before);
  if (before === ABSENT) write(location, unwrap(result), ABSENT);
  return child(result, entry.shadow, location.key);
}

const overlay = overlayOf(MapPrototype, table);

export function watchMap(raw: object, shadow: Shadow): Watched {
  return watchCollection(raw, shadow, overlay);
}
