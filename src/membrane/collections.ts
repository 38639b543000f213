// Watching a Map or a Set in place: own, non-enumerable methods on the instance, the same functions for all of
// them. Identity, brand checks, structuredClone, private fields of subclasses and deep equality keep working.

import { intrinsicBehind, isNative } from '../core/realms.ts';
import type { Shadow } from '../core/shadow.ts';
import { link, state, Watched } from './identity.ts';

/** A method or accessor to lay over the native one of the same key. */
export interface Overlay {
  key: PropertyKey;
  method?: (this: never, ...args: never[]) => unknown;
  get?: (this: never) => unknown;
}

/** A table made ready: descriptors with the native names and lengths. */
export interface Overlaid {
  natives: object;
  descriptors: readonly (readonly [PropertyKey, PropertyDescriptor])[];
}

/**
 * Finds the table for a Map or Set, which is made once for each realm.
 * @param home the prototype of this realm
 * @param make the table for the prototype of a realm
 */
export function overlays<P extends object>(
  kind: 'Map' | 'Set',
  home: P,
  make: (natives: P) => Overlay[],
): (collection: object) => Overlaid {
  const own = overlayOf(home, make(home));
  const others = new WeakMap<object, Overlaid>();
  return (collection) => {
    if (Object.getPrototypeOf(collection) === home) return own;
    const natives = intrinsicBehind(collection, kind);
    if (natives === undefined || natives === home) return own;
    let known = others.get(natives);
    if (known === undefined) {
      known = isUntouched(natives) ? overlayOf(natives, make(natives as P)) : own;
      others.set(natives, known);
    }
    return known;
  };
}

/** Whether nobody has replaced a method; where somebody has, it counts as a subclass. */
function isUntouched(natives: object): boolean {
  return Reflect.ownKeys(natives).every((key) => {
    const { value, get } = Object.getOwnPropertyDescriptor(natives, key) ?? {};
    return (value === undefined && get === undefined) || typeof value === 'string' || isNative(value ?? get);
  });
}

function overlayOf(natives: object, table: Overlay[]): Overlaid {
  const descriptors: [PropertyKey, PropertyDescriptor][] = [];
  for (const { key, method, get } of table) {
    const native = Object.getOwnPropertyDescriptor(natives, key);
    if (native === undefined) continue;
    const like = (native.get ?? native.value) as { name: string; length: number };
    const overlay = (get ?? method) as object;
    Object.defineProperty(overlay, 'name', { value: like.name, configurable: true });
    Object.defineProperty(overlay, 'length', { value: like.length, configurable: true });
    const shared = { enumerable: false, configurable: true };
    descriptors.push([
      key,
      get ? { get: get as () => unknown, ...shared } : { value: method, writable: true, ...shared },
    ]);
  }
  return { natives, descriptors };
}

/** Lays the table on the instance; a frozen one gets a Proxy that hands out the same methods, bound to it. */
export function watchCollection(raw: object, shadow: Shadow, overlay: Overlaid): Watched {
  const native = Object.getPrototypeOf(raw) === overlay.natives;
  if (Object.isExtensible(raw)) {
    const entry = native ? new Watched(raw, shadow) : new Inheriting(raw, shadow);
    link(raw, entry);
    // Methods that the instance has of its own stay. One by one costs half of Object.defineProperties.
    const own = Reflect.ownKeys(raw);
    for (const [key, descriptor] of overlay.descriptors) {
      if (own.length === 0 || !own.includes(key as string)) Object.defineProperty(raw, key, descriptor);
    }
    return entry;
  }
  const entry = new FrozenCollection(raw, shadow, native, overlay);
  entry.watched = new Proxy(raw, entry);
  state.hasProxies = true;
  link(raw, entry);
  link(entry.watched, entry);
  return entry;
}

/** Of a Map or Set of a subclass. */
class Inheriting extends Watched {
  override get native(): boolean {
    return false;
  }
}

class FrozenCollection extends Watched implements ProxyHandler<object> {
  private readonly inherits: boolean;
  private readonly overlay: Map<PropertyKey, PropertyDescriptor>;
  private readonly bound = new Map<PropertyKey, unknown>();

  constructor(raw: object, shadow: Shadow, native: boolean, overlay: Overlaid) {
    super(raw, shadow);
    this.inherits = !native;
    this.overlay = new Map(overlay.descriptors);
  }

  override get native(): boolean {
    return !this.inherits;
  }

  get(target: object, key: PropertyKey): unknown {
    const found = this.overlay.get(key);
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

  /** Called on the Proxy, a method runs on the raw collection; an answer "itself" becomes the Proxy again. */
  private bind(method: (...args: unknown[]) => unknown, target: object): unknown {
    const { watched } = this;
    const bound = {
      method(this: unknown, ...args: unknown[]): unknown {
        const result = Reflect.apply(method, this === watched ? target : this, args);
        return result === target ? watched : result;
      },
    }.method;
    Object.defineProperty(bound, 'name', { value: method.name, configurable: true });
    Object.defineProperty(bound, 'length', { value: method.length, configurable: true });
    return bound;
  }
}
