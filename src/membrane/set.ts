// The method table laid on watched Sets; see map.ts for subclasses. Members are stored raw and come out watched.

import { ABSENT, PRESENT } from '../core/ops.ts';
import { clear, look, read, remove, write } from '../core/record.ts';
import type { Shadow } from '../core/shadow.ts';
import { type Overlay, overlayOf, watchCollection } from './collections.ts';
import { child, collectionOf, keyOf, state, unwrap, type Watched } from './identity.ts';
import { type IterationKind, SetIteration } from './iterators.ts';
import { algebra } from './set-algebra.ts';

type AnySet = Set<unknown>;
type Method = (...args: unknown[]) => unknown;

const SetPrototype = Set.prototype;
const { has: setHas, add: setAdd, delete: setDelete, clear: setClear, entries: setEntries } = SetPrototype;
const setSize = Object.getOwnPropertyDescriptor(SetPrototype, 'size')?.get as () => number;

/** The method that the set's class has under the table's own. */
function inner(set: AnySet, key: PropertyKey, native: unknown): Method {
  const prototype = Object.getPrototypeOf(set) as Record<PropertyKey, unknown>;
  return (prototype === (SetPrototype as unknown) ? native : prototype[key]) as Method;
}

const table: Overlay[] = [
  {
    key: 'has',
    method(this: AnySet, member: unknown): unknown {
      const entry = collectionOf(this);
      const raw = unwrap(member);
      const there = inner(this, 'has', setHas).call(this, raw);
      if (entry !== undefined && state.on) read(entry.shadow.locate(keyOf(raw)), there ? PRESENT : ABSENT);
      return there;
    },
  },
  {
    key: 'add',
    method(this: AnySet, member: unknown): unknown {
      const entry = collectionOf(this);
      const raw = unwrap(member);
      const before = entry === undefined || setHas.call(this, raw) ? PRESENT : ABSENT;
      const result = inner(this, 'add', setAdd).call(this, raw);
      if (entry !== undefined && state.on) write(entry.shadow.locate(keyOf(raw)), PRESENT, before);
      return result;
    },
  },
  {
    key: 'delete',
    method(this: AnySet, member: unknown): unknown {
      const entry = collectionOf(this);
      const raw = unwrap(member);
      const before = entry !== undefined && setHas.call(this, raw);
      const result = inner(this, 'delete', setDelete).call(this, raw);
      if (entry !== undefined && before && state.on && !setHas.call(this, raw)) {
        remove(entry.shadow.locate(keyOf(raw)), PRESENT);
      }
      return result;
    },
  },
  {
    key: 'clear',
    method(this: AnySet): unknown {
      const entry = collectionOf(this);
      const filled = entry !== undefined && setSize.call(this) > 0;
      const result = inner(this, 'clear', setClear).call(this);
      if (entry !== undefined && filled && state.on) clear(entry.shadow);
      return result;
    },
  },
  {
    key: 'size',
    get(this: AnySet): unknown {
      const entry = collectionOf(this);
      const prototype: object = Object.getPrototypeOf(this);
      const size = prototype === SetPrototype ? setSize.call(this) : Reflect.get(prototype, 'size', this);
      if (entry !== undefined && state.on) look(entry.shadow, setSize.call(this));
      return size;
    },
  },
  {
    key: 'forEach',
    method(this: AnySet, callback: Method, thisArg?: unknown): unknown {
      const entry = collectionOf(this);
      const method = inner(this, 'forEach', SetPrototype.forEach);
      if (entry === undefined || typeof callback !== 'function') return method.call(this, callback, thisArg);
      const { shadow } = entry;
      if (state.on) look(shadow, setSize.call(this));
      const visit = function (this: unknown, member: unknown, _again: unknown, set: unknown): unknown {
        const shown = child(member, shadow, keyOf(member));
        return callback.call(this, shown, shown, set);
      };
      return method.call(this, visit, thisArg);
    },
  },
  iterating('keys'),
  iterating('values'),
  iterating('entries'),
  iterating('values', Symbol.iterator),
  ...algebra(inner, (set) => setSize.call(set)),
];

function iterating(kind: IterationKind, key: PropertyKey = kind): Overlay {
  const native = SetPrototype[kind] as Method;
  return {
    key,
    method(this: AnySet): unknown {
      const entry = collectionOf(this);
      const method = inner(this, key, native);
      if (entry === undefined || method !== native) return method.call(this);
      return new SetIteration(entry, setEntries.call(this), kind);
    },
  };
}

const overlay = overlayOf(SetPrototype, table);

export function watchSet(raw: object, shadow: Shadow): Watched {
  return watchCollection(raw, shadow, overlay);
}
