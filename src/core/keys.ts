// The locations of one container by key, oldest first: a list through their `next` while they are few, a Map after.

import { Location } from './location.ts';

/** The first of the list, or the Map. */
export type Keys = Location | Map<unknown, Location> | undefined;

const MOST_LISTED = 8;

export function findKey(keys: Keys, key: unknown): Location | undefined {
  if (keys instanceof Map) return keys.get(key);
  return keys && findListed(keys, key);
}

function findListed(first: Location, key: unknown): Location | undefined {
  let location: Location | undefined = first;
  do {
    if (location.key === key) return location;
    location = location.next;
  } while (location !== undefined);
  return Number.isNaN(key) ? findNaN(first) : undefined;
}

/** NaN is one key of a Map, whatever `===` says. */
function findNaN(first: Location): Location | undefined {
  for (let location: Location | undefined = first; location !== undefined; location = location.next) {
    if (Number.isNaN(location.key)) return location;
  }
  return undefined;
}

/** Too many for a list. */
export function isLong(keys: Keys): boolean {
  return keys instanceof Map;
}

export function countKeys(keys: Keys): number {
  if (!(keys instanceof Location)) return keys === undefined ? 0 : keys.size;
  let count = 1;
  for (let { next } = keys; next !== undefined; next = next.next) count++;
  return count;
}

export function eachKey(keys: Keys): Iterable<Location> {
  if (!(keys instanceof Location)) return keys?.values() ?? [];
  const listed: Location[] = [keys];
  for (let { next } = keys; next !== undefined; next = next.next) listed.push(next);
  return listed;
}

/** Those whose numbers were changed. */
export function shiftedKeys(keys: Keys): Location[] {
  if (!(keys instanceof Location)) return [...eachKey(keys)].filter(({ shifted }) => shifted);
  const shifted: Location[] = [];
  for (let location: Location | undefined = keys; location !== undefined; location = location.next) {
    if (location.shifted) shifted.push(location);
  }
  return shifted;
}

/** Adds a location whose key is not there yet. */
export function addKey(keys: Keys, added: Location): Keys {
  if (keys === undefined) return added;
  if (!(keys instanceof Location)) return keys.set(added.key, added);
  let count = 1;
  let end = keys;
  for (; end.next !== undefined; end = end.next) count++;
  if (count === MOST_LISTED) return mapOf(keys).set(added.key, added);
  end.next = added;
  return keys;
}

/** Takes the location away that was added first. */
export function dropOldest(keys: Keys): Keys {
  if (keys instanceof Location) {
    const { next } = keys;
    keys.next = undefined;
    return next;
  }
  const oldest = keys?.keys().next();
  if (oldest?.done === false) keys?.delete(oldest.value);
  return keys;
}

function mapOf(first: Location): Map<unknown, Location> {
  const map = new Map<unknown, Location>();
  let location: Location | undefined = first;
  while (location !== undefined) {
    const { next }: Location = location;
    location.next = undefined;
    map.set(location.key, location);
    location = next;
  }
  return map;
}
