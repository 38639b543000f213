// Watching a Map or a Set in place: own, non-enumerable methods on the instance, the same functions for all of
// them. Identity, brand checks, structuredClone, private fields of subclasses and deep equality keep working.

import type { Shadow } from '../core/shadow.ts';
import { link, state, Watched } from './identity.ts';

/** A method or accessor to lay over the native one of the same key. */
export interface Overlay {
  key: PropertyKey;
  method?: (this: never, ...args: never[]) => unknown;
  get?: (this: never) => unknown;
}

/** Property descriptors for a table, with the native names and lengths. */
export function overlayOf(natives: object, table: Overlay[]): PropertyDescriptorMap {
  const descriptors: PropertyDescriptorMap = {};
  for (const { key, method, get } of table) {
    const native = Object.getOwnPropertyDescriptor(natives, key);
    if (native === undefined) continue;
    const like = (native.get ?? native.value) as { name: string; length: number };
    const overlay = (get ?? method) as object;
    Object.defineProperty(overlay, 'name', { value: like.name, configurable: true });
    Object.defineProperty(overlay, 'length', { value: like.length, configurable: true });
    const shared = { enumerable: false, configurable: true };
    (descriptors as Record<PropertyKey, PropertyDescriptor>)[key] = get
      ? { get: get as () => unknown, ...shared }
      : { value: method, writable: true, ...shared };
  }
  return descriptors;
}

/** Lays the table on the instance; a frozen one gets a Proxy that hands out the same methods, bound to it. */
export function watchCollection(raw: object, shadow: Shadow, overlay: PropertyDescriptorMap): Watched {
  if (Object.isExtensible(raw)) {
    const entry = new Watched(raw, shadow);
    link(raw, entry);
    Object.defineProperties(raw, Reflect.ownKeys(raw).length === 0 ? overlay : without(overlay, raw));
    return entry;
  }
  const entry = new FrozenCollection(raw, shadow, overlay);
  entry.watched = new Proxy(raw, entry);
  link(raw, entry);
  link(entry.watched, entry);
  return entry;
}

/** The table without the keys that the instance has methods of its own for. */
function without(overlay: PropertyDescriptorMap, raw: object): PropertyDescriptorMap {
  const rest: PropertyDescriptorMap = { ...overlay };
  for (const key of Reflect.ownKeys(raw)) Reflect.deleteProperty(rest, key);
  return rest;
}

class FrozenCollection extends Watched implements ProxyHandler<object> {
  private readonly overlay: PropertyDescriptorMap;
  private readonly bound = new Map<PropertyKey, unknown>();

  constructor(raw: object, shadow: Shadow, overlay: PropertyDescriptorMap) {
    super(raw, shadow);
    this.overlay = overlay;
  }

  get(target: object, key: PropertyKey): unknown {
    const found = (this.overlay as Record<PropertyKey, PropertyDescriptor | undefined>)[key];
    if (found?.get !== undefined && state.on) return found.get.call(target);
    const value: unknown = state.on && found !== undefined ? found.value : Reflect.get(target, key, target);
    if (typeof value !== 'function' || key === 'constructor') return value;
    let bound = this.bound.get(key);
    if (bound === undefined) {
      bound = this.bind(value as (...args: unknown[]) => unknown, target);
      this.bound.set(key, bound);
    }
    return bound;
  }

  /** Bound to the raw collection, whose own answer "itself" becomes the Proxy again. */
  private bind(method: (...args: unknown[]) => unknown, target: object): unknown {
    const { watched } = this;
    const bound = (...args: unknown[]): unknown => {
      const result = Reflect.apply(method, target, args);
      return result === target ? watched : result;
    };
    Object.defineProperty(bound, 'name', { value: method.name, configurable: true });
    Object.defineProperty(bound, 'length', { value: method.length, configurable: true });
    return bound;
  }
}
