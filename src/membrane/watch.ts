// The only door: value -> watched value. What kinds there are and how each is watched is decided here and in
// kinds.ts; the traps and method tables are elsewhere.

import { types } from 'node:util';
import { now } from '../core/now.ts';
import { type ContainerKind, type PathNode, stepFrom } from '../core/path.ts';
import { ports } from '../core/ports.ts';
import { Shadow } from '../core/shadow.ts';
import { ArrayHandler } from './array.ts';
import { knowArray } from './array-methods.ts';
import { door, Entry, entryOf, link, relink, renameRoot, state, unwrap, Watched } from './identity.ts';
import { kindOf, markedKindOf } from './kinds.ts';
import { watchMap } from './map.ts';
import { keysOf } from './natives.ts';
import { ObjectHandler } from './object.ts';
import { reachThrough } from './reach.ts';
import { watchSet } from './set.ts';
import { skip, skipped } from './skips.ts';

const MOST_FROZEN_KEYS = 200;

export { skipped, unwrap };

/**
 * The watched form of a value: a Proxy for objects and arrays, the value itself for Maps and Sets (watched in
 * place) and for everything that is left alone.
 * @param value raw or already watched
 * @param path how reports name the value, if it is met for the first time
 */
export function watch<T>(value: T, path: PathNode): T {
  if (typeof value !== 'object' || value === null) return value;
  try {
    const entry = entryOf(value);
    if (entry === undefined) return state.on ? (admit(value, path) as T) : value;
    renameRoot(entry, path);
    return (entry.watched === value ? door.again(entry) : entry.watched) as T;
  } catch (error) {
    ports.fault('membrane', error);
    return value;
  }
}

/** Whether accesses to a value are recorded: true for a Proxy of ours and for a Map or Set watched in place. */
export function isWatched(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const entry = entryOf(value);
  return entry instanceof Watched && entry.watched === value;
}

/** What the detector keeps beside a raw or watched value, if it is watched. */
export function shadowOf(value: object): Shadow | undefined {
  const entry = entryOf(value);
  return entry instanceof Watched ? entry.shadow : undefined;
}

/** Never watches this value; of an object that is watched behind a Proxy its raw form is left alone from now on. */
export function ignoreValue(value: object): void {
  const entry = entryOf(value);
  if (entry === undefined) link(value, new Entry(value));
  else if (entry instanceof ObjectHandler) relink(value, new Entry(value));
}

/** Switches the membrane: when off, nothing is recorded, and values not met before are returned as they are. */
export function setEnabled(on: boolean): void {
  if (state.on === on) return;
  state.on = on;
  now.muted += on ? -1 : 1;
}

/** A fault of ours at the door must not reach whoever read a property: the value is then handed out as it is. */
function admit(value: object, path: PathNode): object {
  try {
    return admitAs(value, path);
  } catch (error) {
    ports.fault('membrane', error);
    return value;
  }
}

function admitAs(value: object, path: PathNode): object {
  const verdict = kindOf(value);
  if ('refusal' in verdict) return refuse(value, verdict.refusal, path);
  const shadow = new Shadow(verdict.kind, path);
  switch (verdict.kind) {
    case 'map':
      return watchMap(value, shadow).watched;
    case 'set':
      return watchSet(value, shadow).watched;
    case 'array':
      knowArray(value);
      return behindProxy(new ArrayHandler(value, shadow));
    case 'object':
      return behindProxy(new ObjectHandler(value, shadow));
  }
}

function behindProxy(handler: ObjectHandler): object {
  link(handler.raw, handler);
  return proxyOf(handler);
}

function proxyOf(handler: ObjectHandler): object {
  const proxy = new Proxy(handler.raw, handler);
  state.hasProxies = true;
  handler.watched = proxy;
  link(proxy, handler);
  return proxy;
}

/** Promises and buffers come in masses and hold no state of interest: neither marked nor counted. */
function refuse(value: object, reason: string, path: PathNode): object {
  if (types.isPromise(value) || ArrayBuffer.isView(value)) return value;
  skip(reason);
  const entry = new Refused(value, path);
  link(value, entry);
  entry.reach();
  return value;
}

/** A value left alone. Collections among its own properties are watched all the same: in place, they do no harm. */
class Refused extends Entry {
  private readonly path: PathNode;
  private turn = 0;
  private meetings = 0;

  constructor(raw: object, path: PathNode) {
    super(raw);
    this.path = path;
  }

  /** Looks for collections again at the 1st, 2nd, 4th, 8th… turn in which the value is met. */
  reach(): void {
    if (this.meetings !== 0 && this.turn === now.turn) return;
    this.turn = now.turn;
    const meeting = ++this.meetings;
    if ((meeting & (meeting - 1)) === 0) reachThrough(this.raw, this.path, admit);
  }
}

door.admit = admit;
door.mark = mark;
door.again = (entry) => {
  if (entry instanceof Refused && state.on) entry.reach();
  else if (entry instanceof ObjectHandler && entry.mayStandBehindProxy) return disclose(entry);
  return entry.watched;
};

/**
 * Watches a value on its raw form: what instrumented source does to it is recorded, and a Map or Set tells of itself.
 * Any object will do, whatever its class, because nobody gets another one in its place.
 * @returns what is kept beside it; undefined when it is left alone
 */
export function mark(value: object, path: PathNode): Watched | undefined {
  try {
    const entry = entryOf(value);
    if (entry instanceof Watched) {
      renameRoot(entry, path);
      return entry;
    }
    if (!state.on || (entry !== undefined && !(entry instanceof Refused))) return undefined;
    return markAs(value, path);
  } catch (error) {
    ports.fault('mark', error);
    return undefined;
  }
}

function markAs(value: object, path: PathNode): Watched | undefined {
  const kind = markedKindOf(value);
  if (kind === undefined) return undefined;
  if (kind === 'map') return watchMap(value, new Shadow(kind, path));
  if (kind === 'set') return watchSet(value, new Shadow(kind, path));
  if (!Object.isExtensible(value) && Object.isFrozen(value)) {
    markContent(value, kind, path);
    return undefined;
  }
  if (kind === 'array') knowArray(value);
  const shadow = new Shadow(kind, path);
  const handler = kind === 'array' ? new ArrayHandler(value, shadow) : new ObjectHandler(value, shadow);
  handler.mayStandBehindProxy = true;
  relink(value, handler);
  return handler;
}

/** A frozen object does not change, what it holds may. */
function markContent(holder: object, within: ContainerKind, parent: PathNode): void {
  const keys = keysOf(holder);
  if (keys.length > MOST_FROZEN_KEYS) return;
  for (const key of keys) {
    const value: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
    if (typeof value === 'object' && value !== null) mark(value, stepFrom(parent, key, within));
  }
}

/** A value marked by instrumented source is met by code that is not: it gets a Proxy after all, if its kind bears one. */
function disclose(handler: ObjectHandler): object {
  handler.mayStandBehindProxy = false;
  try {
    if (typeof handler.raw !== 'object' || 'refusal' in kindOf(handler.raw)) return handler.raw;
    return proxyOf(handler);
  } catch (error) {
    ports.fault('membrane', error);
    return handler.raw;
  }
}
