// `union`, `isSubsetOf` and the like, where the runtime has them: the receiver's members are raw, the other side's
// may be watched, so the other side is shown to the native method through a view that translates both ways.

import { types } from 'node:util';
import { look } from '../core/record.ts';
import type { Overlay } from './collections.ts';
import { child, collectionOf, keyOf, known, state, unwrap } from './identity.ts';

type AnySet = Set<unknown>;
type Method = (...args: unknown[]) => unknown;

interface SetLike {
  size: number;
  has: (key: unknown) => unknown;
  keys: () => Iterator<unknown>;
}

const { apply } = Reflect;

const MAKING = ['union', 'intersection', 'difference', 'symmetricDifference'];
const TESTING = ['isSubsetOf', 'isSupersetOf', 'isDisjointFrom'];

/** @param prototype the one of Sets of the realm */
export function algebra(
  prototype: AnySet,
  inner: (set: AnySet, key: PropertyKey) => Method,
  sizeOf: (set: AnySet) => number,
): Overlay[] {
  const natives = prototype as unknown as Record<string, unknown>;
  const RealmSet = prototype.constructor as SetConstructor;
  // As they are now: what a program puts in their place later, or in a subclass, is not called by the native methods.
  const { add, has, forEach } = prototype;
  return [...MAKING, ...TESTING]
    .filter((key) => key in natives)
    .map((key) => ({
      key,
      method(this: AnySet, other: unknown): unknown {
        const entry = collectionOf(this);
        const native = natives[key] as Method;
        const method = entry === undefined || entry.native ? native : inner(this, key);
        if (entry === undefined || method !== native) return method.call(this, other);
        if (state.on) look(entry.shadow, sizeOf(this));
        const result = method.call(this, isObject(other) ? rawView(other as unknown as SetLike) : other);
        if (!types.isSet(result)) return result;
        const shown = new RealmSet<unknown>();
        const show = (member: unknown): void => {
          const isOurs = apply(has, entry.raw, [member]);
          apply(add, shown, [isOurs ? child(member, entry.shadow, keyOf(member)) : known(member)]);
        };
        apply(forEach, result, [show]);
        return shown;
      },
    }));
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Members asked for are tried raw and watched; members given are raw. Looks up its parts only when asked. */
function rawView(other: SetLike): unknown {
  return {
    get size() {
      return other.size;
    },
    get has() {
      const { has } = other;
      if (typeof has !== 'function') return has;
      return (key: unknown): boolean => {
        const shown = known(key);
        return Boolean(has.call(other, key)) || (shown !== key && Boolean(has.call(other, shown)));
      };
    },
    get keys() {
      const { keys } = other;
      if (typeof keys !== 'function') return keys;
      return (): unknown => {
        const iterator = keys.call(other);
        const next = iterator?.next;
        if (typeof next !== 'function') return iterator;
        return {
          next(): unknown {
            const step = next.call(iterator);
            return isObject(step) && !step.done ? { value: unwrap(step.value), done: false } : step;
          },
          return: (): unknown => iterator.return?.() ?? {},
        };
      };
    },
  };
}
