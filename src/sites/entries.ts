// What is known of an object that instrumented source meets at a site: its entry, whether it stands behind a Proxy,
// whether it was born in this very turn. What is then recorded is members.ts and wholes.ts.

import { limits } from '../core/limits.ts';
import { now } from '../core/now.ts';
import { type Entry, entryOf, state, Watched } from '../membrane/identity.ts';
import { ObjectHandler } from '../membrane/object.ts';
import { unwatchedAt, watchedAt } from './backoff.ts';

/** The entry of an object met at a site; undefined for one that is not watched, or that nobody else can have yet. */
export function entryAt(value: unknown, site: number): Watched | undefined {
  metNewborn = false;
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
    unwatchedAt(site);
    return undefined;
  }
  const entry = entryOf(value);
  if (entry === undefined) {
    unwatchedAt(site);
    return undefined;
  }
  if (entry.raw === value && isNew(entry)) {
    unwatchedAt(site);
    metNewborn = true;
    return undefined;
  }
  watchedAt(site);
  return state.on && entry instanceof Watched ? entry : undefined;
}

export function watchedObject(value: unknown, site: number): ObjectHandler | undefined {
  const entry = entryAt(value, site);
  return entry instanceof ObjectHandler ? entry : undefined;
}

/** The handler of an object about to be changed. What is changed through a Proxy is recorded by it. */
export function changedAt(object: unknown, key: PropertyKey, site: number): ObjectHandler | undefined {
  const entry = entryAt(object, site) ?? readAtBirth(object, asKey(key));
  return entry instanceof ObjectHandler && entry.raw === object ? entry : undefined;
}

/** The handler of a Proxy of ours. */
export function behind(object: unknown): ObjectHandler | undefined {
  if (typeof object !== 'object' || object === null) return undefined;
  const entry = entryOf(object);
  return entry instanceof ObjectHandler && entry.raw !== object ? entry : undefined;
}

/** Array positions may come as numbers. */
export function asKey(key: PropertyKey): PropertyKey {
  return typeof key === 'number' ? String(key) : key;
}

/** In the turn of its birth nobody else has an object. */
function isNew(entry: Entry): boolean {
  return entry.born === now.turn && now.turn !== 0;
}

/** What `entryAt` has met last is new. Its entry is looked up again: to keep it here would keep it alive. */
let metNewborn = false;
let newbornTurn = 0;
let newbornLooks = 0;

/** To be called right after `entryAt` of the same object. */
function newbornEntry(object: unknown): Watched | undefined {
  const entry = metNewborn ? entryOf(object as object) : undefined;
  return entry instanceof Watched ? entry : undefined;
}

/** Reads in the turn of birth count as well, for two strands may begin in it; constructors would read for ever. */
export function newbornAt(object: unknown): Watched | undefined {
  const entry = newbornEntry(object);
  if (entry === undefined) return undefined;
  if (newbornTurn !== now.turn) {
    newbornTurn = now.turn;
    newbornLooks = 0;
  }
  return ++newbornLooks > limits.newbornLooks || !state.on ? undefined : entry;
}

/** What has been looked at in its turn of birth is recorded when it is written in it: no look without what followed. */
export function readAtBirth(object: unknown, key: PropertyKey): Watched | undefined {
  const entry = newbornEntry(object);
  if (entry === undefined || newbornTurn !== now.turn) return undefined;
  return entry.shadow.find(key)?.turn === now.turn ? entry : undefined;
}
