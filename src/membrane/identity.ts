// One identity: which watched form belongs to which raw value, and back. The link is a private field stamped on
// the object itself: invisible, collected with it, and far cheaper than a WeakMap when objects come and go.

import { namesBetter, type PathNode, stepFrom } from '../core/path.ts';
import { ports } from '../core/ports.ts';
import { notePublication } from '../core/publication.ts';
import type { Shadow } from '../core/shadow.ts';
import { Stamped } from '../core/stamped.ts';
import { tokenOf } from '../core/values.ts';

/** What is known of a raw value that was met. `watched` is what callers get to see: a Proxy, or the value itself. */
export class Entry {
  readonly raw: object;
  watched: object;
  /** The turn of its birth, when instrumented source has seen it; only what is recorded has one. */
  born = 0;

  constructor(raw: object) {
    this.raw = raw;
    this.watched = raw;
  }
}

/** An entry whose accesses are recorded. */
export class Watched extends Entry {
  readonly shadow: Shadow;

  constructor(raw: object, shadow: Shadow) {
    super(raw);
    this.shadow = shadow;
  }

  /** False for a Map or Set of a subclass, whose methods must be called through its class. */
  get native(): boolean {
    return true;
  }
}

/** Off: traps and method tables pass through. Known values keep their watched form, new ones are not watched. */
export const state = {
  on: true,
  /**
   * The caller is instrumented source, which records on raw values: what is found in containers is marked and handed
   * out raw, not behind a Proxy.
   */
  bare: false,
  /** Above zero while values are printed: iterating a Map or Set then gives its raw content, unrecorded. */
  printing: 0,
  /** Some value has a Proxy: only then can two that are not `===` be one. */
  hasProxies: false,
};

/** Runs `fn` as instrumented source does: containers hand out raw values. */
export function barely<T>(fn: () => T): T {
  const before = state.bare;
  state.bare = true;
  try {
    return fn();
  } finally {
    state.bare = before;
  }
}

class Stamp extends Stamped {
  #entry: Entry;

  constructor(object: object, entry: Entry) {
    super(object);
    this.#entry = entry;
  }

  /** Gives an object that is stamped already another entry. */
  static exchange(object: object, entry: Entry): void {
    if (#entry in object) object.#entry = entry;
    else new Stamp(object, entry);
  }

  static entry(object: object): Entry | undefined {
    return #entry in object ? object.#entry : undefined;
  }

  /** The same for the method tables of Map and Set: code of its own, so that its inline cache meets few shapes. */
  static collection(object: object): Watched | undefined {
    return #entry in object ? (object.#entry as Watched) : undefined;
  }
}

/** Newer engines refuse private fields on objects that are not extensible. */
const unstampable = new WeakMap<object, Entry>();
let anyUnstampable = false;

/** Links an object with its entry; called once for the raw value and once for its Proxy. */
export function link(object: object, entry: Entry): void {
  try {
    new Stamp(object, entry);
  } catch {
    anyUnstampable = true;
    unstampable.set(object, entry);
  }
}

/** Puts `entry` in the place of the one that an object has, or links it for the first time. */
export function relink(object: object, entry: Entry): void {
  try {
    Stamp.exchange(object, entry);
  } catch {
    anyUnstampable = true;
    unstampable.set(object, entry);
  }
}

/** The entry of a raw value or of a watched one. */
export function entryOf(object: object): Entry | undefined {
  const entry = Stamp.entry(object);
  if (entry !== undefined || !anyUnstampable) return entry;
  return unstampable.get(object);
}

/** The entry of a Map or Set whose method was called; undefined for any other receiver. */
export function collectionOf(receiver: unknown): Watched | undefined {
  if (typeof receiver !== 'object' || receiver === null) return undefined;
  const entry = Stamp.collection(receiver);
  return entry !== undefined || !anyUnstampable ? entry : (unstampable.get(receiver) as Watched | undefined);
}

/** The raw value behind a watched one; any other value unchanged. */
export function unwrap<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const entry = entryOf(value);
  return entry === undefined ? value : (entry.raw as T);
}

/** Whether two values that are not `===` are forms of one object. */
export function areOne(one: object, other: object): boolean {
  const entry = entryOf(one);
  return entry !== undefined && entry === entryOf(other);
}

/** Makes the entry of a value met for the first time. Set by watch.ts, the only door. */
export const door = {
  admit: (value: object, _path: PathNode): object => value,
  /** Met again: the watched form to hand out. */
  again: (entry: Entry): object => entry.watched,
  /** Watches a value on its raw form, without a Proxy. */
  mark: (_value: object, _path: PathNode): Watched | undefined => undefined,
};

/** The watched form of a raw value found in a container under `key`. Never throws: a fault of ours leaves it raw. */
export function child<T>(value: T, shadow: Shadow, key: unknown): T {
  if (typeof value !== 'object' || value === null) return value;
  try {
    return childOf(value, shadow, key);
  } catch (error) {
    ports.fault('membrane', error);
    return value;
  }
}

function childOf<T extends object>(value: T, shadow: Shadow, key: unknown): T {
  const entry = entryOf(value);
  if (state.bare) {
    meetChild(value, shadow, key);
    return (entry === undefined ? value : entry.raw) as T;
  }
  if (entry !== undefined) {
    rename(entry, shadow, key);
    return (entry.watched === value ? door.again(entry) : entry.watched) as T;
  }
  return state.on ? (admitChild(value, shadow, key) as T) : value;
}

/**
 * A value found in a watched container is watched from now on. Never throws.
 * @returns the raw form, where a Proxy of ours lies there
 */
export function meetChild(value: object, shadow: Shadow, key: unknown): object | undefined {
  const entry = entryOf(value);
  try {
    if (entry instanceof Watched) rename(entry, shadow, key);
    else if (state.on) markChild(value, shadow, key);
  } catch (error) {
    ports.fault('membrane', error);
  }
  return entry !== undefined && entry.raw !== value ? entry.raw : undefined;
}

/** Marks a raw value found in, or put into, a watched container. */
export function markChild(value: object, shadow: Shadow, key: unknown): Watched | undefined {
  const entry = door.mark(value, stepTo(shadow, key));
  const holder = entry && shadow.find(key);
  if (holder !== undefined) notePublication((entry as Watched).shadow, holder);
  return entry;
}

/** A value known by its variable or class is now reached from a context: that way tells more. */
function rename(entry: Entry, shadow: Shadow, key: unknown): void {
  if (shadow.path.given !== 'root' || !(entry instanceof Watched)) return;
  if (entry.shadow.path.given !== 'root') entry.shadow.path = stepTo(shadow, key);
}

/** As `rename`, for a value that is handed in as a root. */
export function renameRoot(entry: Entry, path: PathNode): void {
  if (entry instanceof Watched && namesBetter(path, entry.shadow.path)) entry.shadow.path = path;
}

function stepTo({ path, kind }: Shadow, key: unknown): PathNode {
  return stepFrom(path, typeof key === 'number' ? String(key) : key, kind);
}

/** The watched form of a value that already has one; otherwise the value itself. */
export function known<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const entry = entryOf(value);
  return entry === undefined ? value : ((state.bare ? entry.raw : entry.watched) as T);
}

function admitChild(value: object, shadow: Shadow, key: unknown): object {
  const watched = door.admit(value, stepTo(shadow, key));
  const entry = entryOf(value);
  const holder = shadow.find(key);
  if (entry instanceof Watched && holder !== undefined) notePublication(entry.shadow, holder);
  return watched;
}

/** A key of a Map or member of a Set as the detector may keep it: objects are replaced by a token. Never throws. */
export function keyOf(key: unknown): unknown {
  if (typeof key !== 'object' && typeof key !== 'function') return key;
  try {
    return tokenOf(key);
  } catch (error) {
    ports.fault('membrane', error);
    return undefined;
  }
}
