// The method table laid on watched Maps. The methods of a subclass are called through its own prototype, so that
// overrides run and only the outer call is recorded; inner calls of `super` end at the native methods.

import { ABSENT, PRESENT } from '../core/ops.ts';
import { clear, look, read, remove, write } from '../core/record.ts';
import type { Shadow } from '../core/shadow.ts';
import { mapSize } from '../core/sizes.ts';
import { type Overlay, overlays, watchCollection } from './collections.ts';
import { child, collectionOf, keyOf, known, state, unwrap, type Watched } from './identity.ts';
import { inner, iterating } from './iterating.ts';
import { foreignIteration, MapIteration } from './iterators.ts';

type AnyMap = Map<unknown, unknown>;
type Method = (...args: unknown[]) => unknown;

const MapPrototype = Map.prototype;
const { get: mapGet, has: mapHas, set: mapSet, delete: mapDelete, clear: mapClear } = MapPrototype;
const mapForEach = MapPrototype.forEach as Method;

function valueBefore(map: AnyMap, key: unknown): unknown {
  const value = mapGet.call(map, key);
  return value === undefined && !mapHas.call(map, key) ? ABSENT : value;
}

const common: Overlay[] = [
  {
    key: 'get',
    method(this: AnyMap, key: unknown): unknown {
      const entry = collectionOf(this);
      if (entry === undefined) return mapGet.call(this, key);
      if (typeof key === 'object' && key !== null) key = unwrap(key);
      const value = entry.native ? mapGet.call(this, key) : inner(this, 'get').call(this, key);
      if (!state.on) return known(value);
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
      if (entry === undefined) return mapHas.call(this, key);
      const raw = unwrap(key);
      const there = entry.native ? mapHas.call(this, raw) : inner(this, 'has').call(this, raw);
      if (state.on) read(entry.shadow.locate(keyOf(raw)), there ? PRESENT : ABSENT);
      return there;
    },
  },
  {
    key: 'set',
    method(this: AnyMap, key: unknown, value: unknown): unknown {
      const entry = collectionOf(this);
      if (entry === undefined) return mapSet.call(this, key, value);
      const rawKey = unwrap(key);
      const rawValue = unwrap(value);
      const before = valueBefore(this, rawKey);
      if (entry.native) mapSet.call(this, rawKey, rawValue);
      const result = entry.native ? this : inner(this, 'set').call(this, rawKey, rawValue);
      if (state.on) write(entry.shadow.locate(keyOf(rawKey)), rawValue, before);
      return result;
    },
  },
  {
    key: 'delete',
    method(this: AnyMap, key: unknown): unknown {
      const entry = collectionOf(this);
      if (entry === undefined) return mapDelete.call(this, key);
      const raw = unwrap(key);
      const before = valueBefore(this, raw);
      const result = entry.native ? mapDelete.call(this, raw) : inner(this, 'delete').call(this, raw);
      if (state.on && before !== ABSENT && !mapHas.call(this, raw)) {
        remove(entry.shadow.locate(keyOf(raw)), before);
      }
      return result;
    },
  },
  {
    key: 'clear',
    method(this: AnyMap): unknown {
      const entry = collectionOf(this);
      if (entry === undefined) return mapClear.call(this);
      const before = mapSize.call(this);
      const result = entry.native ? mapClear.call(this) : inner(this, 'clear').call(this);
      if (state.on && before > 0) clear(entry.shadow);
      return result;
    },
  },
  {
    key: 'size',
    get(this: AnyMap): unknown {
      const entry = collectionOf(this);
      if (entry === undefined) return mapSize.call(this);
      const size = entry.native ? mapSize.call(this) : Reflect.get(Object.getPrototypeOf(this), 'size', this);
      if (state.on && state.printing === 0) look(entry.shadow, mapSize.call(this));
      return size;
    },
  },
  {
    key: 'forEach',
    method(this: AnyMap, callback: Method, thisArg?: unknown): unknown {
      const entry = collectionOf(this);
      // The error for what is no function is that of the realm of the Map.
      const isPlain = entry === undefined || (entry.native && typeof callback === 'function');
      const method = isPlain ? mapForEach : inner(this, 'forEach');
      if (entry === undefined || typeof callback !== 'function') {
        return Reflect.apply(method, this, [callback, thisArg]);
      }
      const { shadow } = entry;
      if (state.on) look(shadow, mapSize.call(this));
      const visit = function (this: unknown, value: unknown, key: unknown, map: unknown): unknown {
        return callback.call(this, child(value, shadow, keyOf(key)), known(key), known(map));
      };
      return Reflect.apply(method, this, [visit, thisArg]);
    },
  },
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

/** The methods that hand out objects of their realm. */
function ofRealm(natives: AnyMap): Overlay[] {
  const Iteration =
    natives === MapPrototype ? MapIteration : foreignIteration(natives.entries.call(new Map()));
  return [...iterating(natives, Iteration, 'entries')];
}

/** Look and fill in one step. */
function inserting(map: AnyMap, name: PropertyKey, key: unknown, given: unknown): unknown {
  const entry = collectionOf(map);
  const raw = unwrap(key);
  const before = entry === undefined ? ABSENT : valueBefore(map, raw);
  const native = (MapPrototype as unknown as Record<PropertyKey, Method>)[name] as Method;
  const result = (entry === undefined || entry.native ? native : inner(map, name)).call(map, raw, given);
  if (entry === undefined || !state.on) return known(result);
  const location = entry.shadow.locate(keyOf(raw));
  read(location, before);
  if (before === ABSENT) write(location, unwrap(result), ABSENT);
  return child(result, entry.shadow, location.key);
}

const overlayFor = overlays('Map', MapPrototype, (natives) => [...common, ...ofRealm(natives)]);

export function watchMap(raw: object, shadow: Shadow): Watched {
  return watchCollection(raw, shadow, overlayFor(raw));
}
