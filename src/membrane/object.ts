// The traps for objects: plain, without prototype, instances of safe classes. The handler carries the shadow, so
// that a trap needs no look-up. All thirteen traps but `apply` and `construct`: functions are never watched.

import { types } from 'node:util';
import type { Location } from '../core/location.ts';
import { now } from '../core/now.ts';
import { ABSENT, PRESENT } from '../core/ops.ts';
import { ports } from '../core/ports.ts';
import { missesAgain, read, remove, write } from '../core/record.ts';
import { noteReplaced } from '../core/replaced.ts';
import { child, entryOf, meetChild, state, unwrap, Watched } from './identity.ts';
import { readInherited } from './inherited.ts';
import { KeyWalk } from './key-walk.ts';
import { defineProperty, deleteProperty, ownKeys, setProperty } from './natives.ts';
import { isProbe, isUnrecorded } from './unrecorded.ts';

type Target = Record<PropertyKey, unknown>;

const ownDescriptor = Object.getOwnPropertyDescriptor;

/** The key under which instrumented source reads from a Proxy what it wants raw: the one in `wanted`. */
export const RAW = Symbol('raw');
export const wanted: { key: PropertyKey; site: number } = { key: RAW, site: 0 };
/** Where instrumented source is about to store through a Proxy: the engine's own position of a store is its `=`. */
export const storing: { through: Watched | undefined; site: number } = { through: undefined, site: 0 };

export class ObjectHandler extends Watched implements ProxyHandler<object> {
  /** Watched on its raw form so far; see `mark`. */
  mayStandBehindProxy = false;
  private walk: KeyWalk | undefined = undefined;
  private walker: object | undefined = undefined;

  get(target: object, key: PropertyKey, receiver: unknown): unknown {
    const location = this.shadow.find(key);
    if (location?.plain === true && state.on) {
      const value = (target as Target)[key];
      if (value !== undefined) {
        read(location, value);
        return typeof value === 'object' && value !== null ? this.open(target, key, value) : value;
      }
    }
    return this.find(target, key, receiver);
  }

  set(target: object, key: PropertyKey, value: unknown, receiver: unknown): boolean {
    if (storing.through !== undefined) return this.setAt(target, key, value, receiver);
    if (receiver !== this.watched || !state.on) return this.assign(target, key, value, receiver);
    const found = ownDescriptor(target, key);
    if (found === undefined) {
      if (key in target) return this.assign(target, key, value, receiver);
      if (!Object.isExtensible(target)) return false;
      return this.put(target, key, value, ABSENT);
    }
    if (found.writable === true) return this.put(target, key, value, found.value);
    return found.set === undefined ? false : setProperty(target, key, value, receiver);
  }

  /** The same, from a place in instrumented source. */
  private setAt(target: object, key: PropertyKey, value: unknown, receiver: unknown): boolean {
    if (storing.through === this) now.site = storing.site;
    storing.through = undefined;
    try {
      return this.set(target, key, value, receiver);
    } finally {
      now.site = 0;
    }
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
    const done = deleteProperty(target, key);
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
    const done = defineProperty(target, key, given);
    if (done && state.on && !isUnrecorded(key)) this.noteDefined(key, given, before);
    return done;
  }

  getOwnPropertyDescriptor(target: object, key: PropertyKey): PropertyDescriptor | undefined {
    const found = ownDescriptor(target, key);
    if (!state.on) return found;
    const walked = this.walk?.reached(key) === true;
    if (!walked && !(this === assigning && key === assigned) && !isProbe(key)) {
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
    const keys = ownKeys(target);
    if (state.on && now.muted === 0) this.beginWalk(keys);
    return keys;
  }

  private beginWalk(keys: readonly PropertyKey[]): void {
    try {
      this.walk = new KeyWalk(this.shadow, keys);
    } catch (error) {
      ports.fault('ownKeys', error);
    }
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

  /**
   * Records what instrumented source is about to read here: an own data property, or one that nothing has. Runs no
   * getter.
   * @returns what to read instead, where a Proxy of ours lies there
   */
  noteRead(key: PropertyKey): object | undefined {
    const { shadow } = this;
    const location = shadow.find(key);
    if (location?.plain === true) return this.noteValue(key, (this.raw as Target)[key]);
    if (location !== undefined && missesAgain(location)) return undefined;
    const found = ownDescriptor(this.raw, key);
    if (found === undefined) {
      if (!isProbe(key) && !(key in this.raw)) read(shadow.locate(key), ABSENT);
    } else if (found.get === undefined && found.set === undefined && !isUnrecorded(key)) {
      // Functions among the fields are methods until somebody replaces one.
      if (typeof found.value === 'function' && location === undefined) return undefined;
      shadow.locate(key).plain = true;
      return this.noteValue(key, found.value);
    }
    return undefined;
  }

  private noteValue(key: PropertyKey, value: unknown): object | undefined {
    read(this.shadow.locate(key), value);
    return typeof value === 'object' && value !== null ? meetChild(value, this.shadow, key) : undefined;
  }

  /** A read through the Proxy by instrumented source. */
  private getRaw(target: object, key: PropertyKey, receiver: unknown, site: number): unknown {
    const found = ownDescriptor(target, key);
    if (!state.on || found === undefined || !('value' in found))
      return unwrap(this.get(target, key, receiver));
    // Only while it is ours that runs: a getter of the application has sites of its own.
    now.site = site;
    this.noteRead(key);
    now.site = 0;
    return unwrap(found.value);
  }

  /**
   * Records what instrumented source is about to store here.
   * @returns what to store: the raw form of the value
   */
  noteWrite(key: PropertyKey, value: unknown): unknown {
    const found = ownDescriptor(this.raw, key);
    if (found === undefined) {
      if (!Object.isExtensible(this.raw) || isUnrecorded(key) || hasSetter(this.raw, key)) return value;
    } else if (found.writable !== true || isUnrecorded(key)) return value;
    const raw = unwrap(value);
    const location = this.shadow.locate(key);
    write(location, raw, found === undefined ? ABSENT : found.value);
    if (found !== undefined) noteContainer(location, found.value, raw);
    if (typeof raw === 'object' && raw !== null) meetChild(raw, this.shadow, key);
    return raw;
  }

  /** Records what a pattern of instrumented source has just stored here; what was there before is what was last seen. */
  noteAssigned(key: PropertyKey): void {
    const found = ownDescriptor(this.raw, key);
    if (found?.writable !== true || isUnrecorded(key)) return;
    const raw = unwrap(found.value);
    if (raw !== found.value) (this.raw as Target)[key] = raw;
    const location = this.shadow.locate(key);
    const known = location.changes ? location.left : (location.seen ?? PRESENT);
    const begins = location.turn !== now.turn || !location.changes;
    write(location, raw, PRESENT);
    if (begins && location.turn === now.turn) location.met = known;
    if (typeof raw === 'object' && raw !== null) meetChild(raw, this.shadow, key);
  }

  /** Records that instrumented source is about to delete the key. */
  noteDelete(key: PropertyKey): void {
    const found = ownDescriptor(this.raw, key);
    if (found?.configurable !== true || isUnrecorded(key)) return;
    this.unlearn(key);
    remove(this.shadow.locate(key), 'value' in found ? found.value : PRESENT);
  }

  /** What a `for…in` of instrumented source walks: a Proxy that sees every step of it. */
  keysToWalk(): object {
    this.walker ??= new Proxy(this.raw, {
      ownKeys: (target) => this.ownKeys(target),
      getOwnPropertyDescriptor: (target, key) => {
        this.walk?.reached(key);
        return ownDescriptor(target, key);
      },
    });
    return this.walker;
  }

  /** Records that instrumented source asks whether the key is there. */
  noteHas(key: PropertyKey): void {
    if (isUnrecorded(key)) return;
    if (ownDescriptor(this.raw, key) !== undefined) read(this.shadow.locate(key), PRESENT);
    else if (!(key in this.raw)) read(this.shadow.locate(key), ABSENT);
  }

  /** The key may be something else than an ordinary property from now on. */
  private unlearn(key: PropertyKey): void {
    const location = this.shadow.find(key);
    if (location !== undefined) location.plain = false;
  }

  /** A read of a key not known to be an own data property. */
  protected find(target: object, key: PropertyKey, receiver: unknown): unknown {
    const found = ownDescriptor(target, key);
    if (found === undefined) {
      if (key === RAW) {
        return this.getRaw(target, wanted.key, receiver, wanted.site);
      }
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
    if (key === '__proto__') return setProperty(target, key, raw);
    (target as Target)[key] = raw;
    if (isUnrecorded(key)) return true;
    const location = this.shadow.locate(key);
    write(location, raw, previous);
    noteContainer(location, previous, raw);
    return true;
  }

  /** An assignment as the language defines it: inherited setters and read-only properties, other receivers. */
  protected assign(target: object, key: PropertyKey, value: unknown, receiver: unknown): boolean {
    const [handlerBefore, keyBefore] = [assigning, assigned];
    assigning = this;
    assigned = key;
    try {
      return setProperty(target, key, value, receiver);
    } finally {
      assigning = handlerBefore;
      assigned = keyBefore;
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

/** What was stored before may be a container into which others have put something. */
function noteContainer(location: Location, before: unknown, after: unknown): void {
  if (typeof before !== 'object' || before === null || before === after) return;
  const entry = entryOf(before);
  if (!(entry instanceof Watched)) return;
  try {
    noteReplaced(location, entry.shadow);
  } catch (error) {
    ports.fault('membrane', error);
  }
}

function hasSetter(object: object, key: PropertyKey): boolean {
  let holder: object | null = Object.getPrototypeOf(object);
  while (holder !== null && !types.isProxy(holder)) {
    const found = ownDescriptor(holder, key);
    if (found !== undefined) return found.set !== undefined || found.writable !== true;
    holder = Object.getPrototypeOf(holder);
  }
  return holder !== null;
}

/** The assignment under way that the language carries out: the descriptor it asks for is no look of the caller. */
let assigning: ObjectHandler | undefined;
let assigned: PropertyKey | undefined;

function isLocked(found: PropertyDescriptor): boolean {
  return found.configurable === false && found.writable === false;
}

/** Whether the property will be read-only for good: the engine then checks that the very value given was stored. */
function locksValue(given: PropertyDescriptor, before: PropertyDescriptor | undefined): boolean {
  const configurable = given.configurable ?? before?.configurable ?? false;
  const writable = given.writable ?? before?.writable ?? false;
  return !configurable && !writable;
}
