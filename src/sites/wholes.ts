// The helpers around whatever takes an object apart: spread, loops, destructuring.

import { now } from '../core/now.ts';
import { ports } from '../core/ports.ts';
import { noteContent } from '../membrane/builtins.ts';
import { entryOf, type Watched } from '../membrane/identity.ts';
import { ObjectHandler } from '../membrane/object.ts';
import { asleep } from './backoff.ts';
import { entryAt, newbornAt } from './entries.ts';
import type { PatternKeys } from './model.ts';
import { siteOf } from './modules.ts';
import { lacks, refuse } from './refusals.ts';
import { iterationOf } from './stand-ins.ts';

const sleeps = asleep;

/** Before `...value`: in a literal or a call. */
export function a(value: unknown, site: number): unknown {
  if (sleeps[site] === 1) return value;
  try {
    const entry = entryAt(value, site);
    if (entry === undefined) return value;
    now.site = site;
    const given = wholeOf(entry) ?? value;
    now.site = 0;
    return given;
  } catch (error) {
    return spared(value, error);
  }
}

/** After a fault of ours the source goes on with what it had. */
function spared(value: unknown, error: unknown): unknown {
  now.site = 0;
  ports.fault('source', error);
  return value;
}

/** Before `for (key in value)`. A watched object is walked behind its Proxy, which sees every step. */
export function e(value: unknown, site: number): unknown {
  if (sleeps[site] === 1) return value;
  try {
    const entry = entryAt(value, site);
    if (!(entry instanceof ObjectHandler) || entry.raw !== value) return value;
    return entry.keysToWalk();
  } catch (error) {
    return spared(value, error);
  }
}

/** Before `for (item of value)`, `yield* value`. */
export function f(value: unknown, site: number): unknown {
  return sleeps[site] ? value : noteIteration(value, site);
}

function noteIteration(value: unknown, site: number): unknown {
  let given = value;
  try {
    const entry = entryAt(value, site);
    const steps = entry && iterationOf(entry);
    if (steps !== undefined) return steps;
    given = entry?.raw ?? value;
  } catch (error) {
    return spared(value, error);
  }
  if (!Array.isArray(given) && lacks(given, Symbol.iterator)) refuse(given, site, f);
  return given;
}

/**
 * Around the value that a pattern takes apart.
 * @param nested 1 for a pattern with patterns in it: what they take apart may be watched where the value is not
 */
export function z(value: unknown, site: number, nested?: 1): unknown {
  return sleeps[site] && nested !== 1 ? value : noteParts(value, site, nested === 1);
}

function noteParts(value: unknown, site: number, nested: boolean): unknown {
  if (value === undefined || value === null) {
    refuse(value, site, z);
    return value;
  }
  try {
    return partsOf(value, site, nested);
  } catch (error) {
    return spared(value, error);
  }
}

function partsOf(value: unknown, site: number, nested: boolean): unknown {
  const entry = entryAt(value, site);
  // The table is read for what is watched: the start of a program takes many objects apart.
  const isRead = (entry ?? newbornAt(value)) !== undefined || (nested && isObject(value));
  const keys = isRead ? siteOf(site)?.row.keys : undefined;
  if (keys !== undefined) {
    now.site = site;
    noteKeys(value, keys);
    now.site = 0;
  }
  if (entry === undefined) return value;
  return entry instanceof ObjectHandler ? entry.raw : (iterationOf(entry) ?? value);
}

function wholeOf(entry: Watched): unknown {
  if (!(entry instanceof ObjectHandler)) return iterationOf(entry);
  noteContent(entry);
  return entry.raw;
}

function noteKeys(value: unknown, keys: PatternKeys): void {
  if (!isObject(value)) return;
  const entry = entryOf(value);
  const handler = entry instanceof ObjectHandler ? entry : undefined;
  for (const [key, nested] of keys) {
    if (key === null) continue;
    if (key === '...') {
      if (handler !== undefined) wholeOf(handler);
      continue;
    }
    handler?.noteRead(key);
    // Looking into somebody's Proxy would run its traps.
    if (nested === null || (handler === undefined && ports.isOpaque(value))) continue;
    noteKeys(Object.getOwnPropertyDescriptor(handler?.raw ?? value, key)?.value, nested);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
