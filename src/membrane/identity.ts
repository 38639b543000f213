// One identity: which watched form belongs to which raw value, and back. The link is a private field stamped on
// the object itself: invisible, collected with it, and far cheaper than a WeakMap when objects come and go.

import type { PathNode } from '../core/path.ts';
import { notePublication } from '../core/publication.ts';
import type { Shadow } from '../core/shadow.ts';
import { Stamped } from '../core/stamped.ts';
import { tokenOf } from '../core/values.ts';

/** What is known of a raw value that was met. `watched` is what callers get to see: a Proxy, or the value itself. */
export class Entry {
  readonly raw: object;
  watched: object;

  constructor(raw: object) {
    this.raw = raw;
    this.watched = raw;
  }
}

/** An entry whose accesses are recorded. */
export class Watched extends Entry {
  readonly shadow: Shadow;
  /** False for a Map or Set of a subclass, whose methods must be called through its class. */
  readonly native: boolean;

  constructor(raw: object, shadow: Shadow, native = true) {
    super(raw);
    this.shadow = shadow;
    this.native = native;
  }
}

/** Off: traps and method tables pass through. Known values keep their watched form, new ones are not watched. */
export const state = {
  on: true,
  /** Above zero while values are printed: iterating a Map or Set then gives its raw content, unrecorded. */
  printing: 0,
};

class Stamp extends Stamped {
  #entry: Entry;

  constructor(object: object, entry: Entry) {
    super(object);
    this.#entry = entry;
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

/** Makes the entry of a value met for the first time. Set by watch.ts, the only door. */
export const door = {
  admit: (value: object, _path: PathNode): object => value,
  again: (_entry: Entry): void => {},
};

/** The watched form of a raw value found in a container under `key`. */
export function child<T>(value: T, shadow: Shadow, key: unknown): T {
  if (typeof value !== 'object' || value === null) return value;
  const entry = entryOf(value);
  if (entry !== undefined) {
    if (entry.watched === value) door.again(entry);
    return entry.watched as T;
  }
  return state.on ? (admitChild(value, shadow, key) as T) : value;
}

/** The watched form of a value that already has one; otherwise the value itself. */
export function known<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const entry = entryOf(value);
  return entry === undefined ? value : (entry.watched as T);
}

function admitChild(value: object, shadow: Shadow, key: unknown): object {
  const { path, kind } = shadow;
  const watched = door.admit(value, {
    parent: path,
    key: typeof key === 'number' ? String(key) : key,
    within: kind,
  });
  const entry = entryOf(value);
  const holder = shadow.find(key);
  if (entry instanceof Watched && holder !== undefined) notePublication(entry.shadow, holder);
  return watched;
}

/** A key of a Map or member of a Set as the detector may keep it: objects are replaced by a token. */
export function keyOf(key: unknown): unknown {
  return typeof key === 'object' || typeof key === 'function' ? tokenOf(key) : key;
}
