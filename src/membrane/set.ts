// The method table laid on watched Sets; see map.ts for subclasses. Members are stored raw and come out watched.

import { ABSENT, PRESENT } from '../core/ops.ts';
import { clear, look, read, remove, write } from '../core/record.ts';
import type { Shadow } from '../core/shadow.ts';
import { setSize } from '../core/sizes.ts';
import { type Overlay, overlays, watchCollection } from './collections.ts';
import { child, collectionOf, keyOf, known, state, unwrap, type Watched } from './identity.ts';
import { inner, iterating } from './iterating.ts';
import { foreignIteration, SetIteration } from './iterators.ts';
import { algebra } from './set-algebra.ts';

type AnySet = Set<unknown>;
type Method = (...args: unknown[]) => unknown;

const SetPrototype = Set.prototype;
const { has: setHas, add: setAdd, delete: setDelete, clear: setClear } = SetPrototype;
const setForEach = SetPrototype.forEach as Method;

const common: Overlay[] = [
  {
    key: 'has',
    method(this: AnySet, member: unknown): unknown {
      const entry = collectionOf(this);
      if (entry === undefined) return setHas.call(this, member);
      const raw = unwrap(member);
      const there = entry.native ? setHas.call(this, raw) : inner(this, 'has').call(this, raw);
      if (state.on) read(entry.shadow.locate(keyOf(raw)), there ? PRESENT : ABSENT);
      return there;
    },
  },
  {
    key: 'add',
    method(this: AnySet, member: unknown): unknown {
      const entry = collectionOf(this);
      if (entry === undefined) return setAdd.call(this, member);
      const raw = unwrap(member);
      const before = setHas.call(this, raw) ? PRESENT : ABSENT;
      if (entry.native) setAdd.call(this, raw);
      const result = entry.native ? this : inner(this, 'add').call(this, raw);
      if (state.on) write(entry.shadow.locate(keyOf(raw)), PRESENT, before);
      return result;
    },
  },
  {
    key: 'delete',
    method(this: AnySet, member: unknown): unknown {
      const entry = collectionOf(this);
      if (entry === undefined) return setDelete.call(this, member);
      const raw = unwrap(member);
      const before = setHas.call(this, raw);
      const result = entry.native ? setDelete.call(this, raw) : inner(this, 'delete').call(this, raw);
      if (state.on && before && !setHas.call(this, raw)) remove(entry.shadow.locate(keyOf(raw)), PRESENT);
      return result;
    },
  },
  {
    key: 'clear',
    method(this: AnySet): unknown {
      const entry = collectionOf(this);
      if (entry === undefined) return setClear.call(this);
      const before = setSize.call(this);
      const result = entry.native ? setClear.call(this) : inner(this, 'clear').call(this);
      if (state.on && before > 0) clear(entry.shadow);
      return result;
    },
  },
  {
    key: 'size',
    get(this: AnySet): unknown {
      const entry = collectionOf(this);
      if (entry === undefined) return setSize.call(this);
      const size = entry.native ? setSize.call(this) : Reflect.get(Object.getPrototypeOf(this), 'size', this);
      if (state.on && state.printing === 0) look(entry.shadow, setSize.call(this));
      return size;
    },
  },
  {
    key: 'forEach',
    method(this: AnySet, callback: Method, thisArg?: unknown): unknown {
      const entry = collectionOf(this);
      // The error for what is no function is that of the realm of the Set.
      const isPlain = entry === undefined || (entry.native && typeof callback === 'function');
      const method = isPlain ? setForEach : inner(this, 'forEach');
      if (entry === undefined || typeof callback !== 'function') {
        return Reflect.apply(method, this, [callback, thisArg]);
      }
      const { shadow } = entry;
      if (state.on) look(shadow, setSize.call(this));
      const visit = function (this: unknown, member: unknown, _again: unknown, set: unknown): unknown {
        const shown = child(member, shadow, keyOf(member));
        return callback.call(this, shown, shown, known(set));
      };
      return Reflect.apply(method, this, [visit, thisArg]);
    },
  },
];

/** The methods that hand out objects of their realm. */
function ofRealm(natives: AnySet): Overlay[] {
  const Iteration =
    natives === SetPrototype ? SetIteration : foreignIteration(natives.entries.call(new Set()));
  return [...iterating(natives, Iteration, 'values'), ...algebra(natives, inner, (set) => setSize.call(set))];
}

const overlayFor = overlays('Set', SetPrototype, (natives) => [...common, ...ofRealm(natives)]);

export function watchSet(raw: object, shadow: Shadow): Watched {
  return watchCollection(raw, shadow, overlayFor(raw));
}
