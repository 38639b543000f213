// The overlays of Maps and Sets that hand out iterators; the iterators themselves are in iterators.ts.

import type { Overlay } from './collections.ts';
import { collectionOf, state } from './identity.ts';
import type { IterationKind, MapIteration } from './iterators.ts';

type Method = (...args: unknown[]) => unknown;
type Collection = Map<unknown, unknown> | Set<unknown>;

/** The method that a subclass has under the table's own. */
export function inner(collection: Collection, key: PropertyKey): Method {
  return (Object.getPrototypeOf(collection) as Record<PropertyKey, Method>)[key] as Method;
}

/**
 * `keys`, `values`, `entries` and what `for…of` asks for.
 * @param natives the prototype of a realm
 * @param Iteration its iterators
 * @param usual the kind that `for…of` walks
 */
export function iterating(
  natives: Collection,
  Iteration: typeof MapIteration,
  usual: IterationKind,
): readonly Overlay[] {
  const entries = natives.entries as () => Iterator<[unknown, unknown]>;
  const overlay = (kind: IterationKind, key: PropertyKey = kind): Overlay => {
    const native = natives[kind] as Method;
    return {
      key,
      method(this: Collection): unknown {
        const entry = collectionOf(this);
        const method = entry === undefined || entry.native ? native : inner(this, key);
        if (entry === undefined || method !== native || state.printing > 0) return method.call(this);
        return new Iteration(entry, entries.call(this), kind);
      },
    };
  };
  return [overlay('keys'), overlay('values'), overlay('entries'), overlay(usual, Symbol.iterator)];
}
