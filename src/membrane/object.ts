// The traps for objects: plain, without prototype, instances of safe classes. The handler carries the shadow, so
// that a trap needs no look-up. All thirteen traps but `apply` and `construct`: functions are never watched.

import { now } from '../core/now.ts';
import { ABSENT, PRESENT } from '../core/ops.ts';
import { read, remove, write } from '../core/record.ts';
import { child, state, unwrap, Watched } from './identity.ts';
import { readInherited } from './inherited.ts';
import { KeyWalk } from './key-walk.ts';
import { isProbe, isUnrecorded } from './unrecorded.ts';

type Target = Record<PropertyKey, unknown>;

const ownDescriptor = Object.getOwnPropertyDescriptor;

export class ObjectHandler extends Watched implements ProxyHandler<object> {
  /** The last key that was found to be an own data property: reading it again is one comparison. */
  protected lastKey: PropertyKey | undefined = undefined;
  private walk: KeyWalk | undefined = undefined;
  /** The key of an assignment under way through another receiver; its descriptor is then no look of the caller. */
  private assigning: PropertyKey | undefined = undefined;

  get(target: object, key: PropertyKey, receiver: unknown): unknown {
    if ((key === this.lastKey || this.shadow.find(key)?.plain === true) && state.on) {
      const value = (target as Target)[key];
      if (value !== undefined) {
        this.lastKey = key;
        read(this.shadow.locate(key), value);
        return typeof value === 'object' && value !== null ? this.open(target, key, value) : value;
      }
    }
    return this.find(target, key, receiver);
  }

  set(target: object, key: PropertyKey, value: unknown, receiver: unknown): boolean {
    if (receiver !== this.watched || !state.on) return this.assign(target, key, value, receiver);
    const found = ownDescriptor(target, key);
    if (found === undefined) {
      if (key in target) return this.assign(target, key, value, receiver);
      if (!Object.isExtensible(target)) return false;
      return this.put(target, key, value, ABSENT);
    }
    if (found.writable === true) return this.put(target, key, value, found.value);
    return found.set === undefined ? false : Reflect.set(target, key, value, receiver);
  }

  has(target: object, key: PropertyKey): boolean {
    const there = Reflect.has(target, key);
    if (state.on && !isUnrecorded(key)) {
      if (!there) read(this.shadow.locate(key), ABSENT);
      else if (ownDescriptor(target, key) !== undefined) read(this.shadow.locate(key), PRESENT);
    }
    return there;
  }

  deleteProperty(target: object, key: PropertyKey): boolean {
    const found = ownDescriptor(target, key);
    const done = Reflect.deleteProperty(target, key);
    if (done && found !== undefined && state.on) {
      this.unlearn(key);
      if (!isUnrecorded(key)) remove(this.shadow.locate(key), 'value' in found ? found.value : PRESENT);
    }
    return done;
  }

  defineProperty(target: object, key: PropertyKey, given: PropertyDescriptor): boolean {
    const before = ownDescriptor(target, key);
    this.unlearn(key);
    if ('value' in given && !locksValue(given, before)) given.value = unwrap(given.value);
    const done = Reflect.defineProperty(target, key, given);
    if (done && state.on && !isUnrecorded(key)) this.noteDefined(key, given, before);
    return done;
  }

  getOwnPropertyDescriptor(target: object, key: PropertyKey): PropertyDescriptor | undefined {
    const found = ownDescriptor(target, key);
    if (!state.on) return found;
    const walked = this.walk?.reached(key) === true;
    if (!walked && key !== this.assigning && !isProbe(key)) {
      read(this.shadow.locate(key), found === undefined ? ABSENT : PRESENT);
    }
    if (found !== undefined && (found.writable === true || found.configurable === true)) {
      if (typeof found.value === 'object' && !isUnrecorded(key)) {
        found.value = child(found.value, this.shadow, key);
      }
    }
    return found;
  }

  ownKeys(target: object): (string | symbol)[] {
    const keys = Reflect.ownKeys(target);
    if (state.on && now.muted === 0) this.walk = new KeyWalk(this.shadow, keys);
    return keys;
  }

  getPrototypeOf(target: object): object | null {
    return Reflect.getPrototypeOf(target);
  }

  setPrototypeOf(target: object, prototype: object | null): boolean {
    return Reflect.setPrototypeOf(target, prototype);
  }

  isExtensible(target: object): boolean {
    return Reflect.isExtensible(target);
  }

  preventExtensions(target: object): boolean {
    return Reflect.preventExtensions(target);
  }

  /** The key may be something else than an ordinary property from now on. */
  private unlearn(key: PropertyKey): void {
    this.lastKey = undefined;
    const location = this.shadow.find(key);
    if (location !== undefined) location.plain = false;
  }

  /** A read of a key not known to be an own data property. */
  protected find(target: object, key: PropertyKey, receiver: unknown): unknown {
    const found = ownDescriptor(target, key);
    if (found === undefined) {
      if (key in target) return readInherited(this, target, key, receiver);
      if (state.on && !isProbe(key)) read(this.shadow.locate(key), ABSENT);
      return undefined;
    }
    const { value } = found;
    if (found.get !== undefined || found.set !== undefined) {
      return child(Reflect.get(target, key, receiver), this.shadow, key);
    }
    if (isUnrecorded(key)) return value;
    if (state.on) {
      const location = this.shadow.locate(key);
      this.lastKey = key;
      location.plain = true;
      read(location, value);
    }
    if (typeof value !== 'object' || value === null) return value;
    return isLocked(found) ? value : child(value, this.shadow, key);
  }

  /** The watched form of a value found under an own data property, unless the engine insists on the raw one. */
  private open(target: object, key: PropertyKey, value: object): unknown {
    const found = ownDescriptor(target, key);
    return found !== undefined && isLocked(found) ? value : child(value, this.shadow, key);
  }

  /** Stores into an own writable data property or a new one. */
  private put(target: object, key: PropertyKey, value: unknown, previous: unknown): boolean {
    const raw = unwrap(value);
    if (key === '__proto__') return Reflect.set(target, key, raw);
    (target as Target)[key] = raw;
    if (!isUnrecorded(key)) write(this.shadow.locate(key), raw, previous);
    return true;
  }

  /** An assignment as the language defines it: inherited setters and read-only properties, other receivers. */
  protected assign(target: object, key: PropertyKey, value: unknown, receiver: unknown): boolean {
    const before = this.assigning;
    this.assigning = key;
    try {
      return Reflect.set(target, key, value, receiver);
    } finally {
      this.assigning = before;
    }
  }

  private noteDefined(
    key: PropertyKey,
    given: PropertyDescriptor,
    before: PropertyDescriptor | undefined,
  ): void {
    const previous = before === undefined ? ABSENT : 'value' in before ? before.value : PRESENT;
    if ('value' in given) write(this.shadow.locate(key), given.value, previous);
    else if (before === undefined || 'get' in given || 'set' in given) {
      write(this.shadow.locate(key), PRESENT, previous);
    }
  }
}

function isLocked(found: PropertyDescriptor): boolean {
  return found.configurable === false && found.writable === false;
}

/** Whether the property will be read-only for good: the engine then checks that the very value given was stored. */
function locksValue(given: PropertyDescriptor, before: PropertyDescriptor | undefined): boolean {
  const configurable = given.configurable ?? before?.configurable ?? false;
  const writable = given.writable ?? before?.writable ?? false;
  return !configurable && !writable;
}
