// The helpers that instrumented source calls around its member accesses. The exported ones are the hot path: a
// sleeping site costs one load. What is known of the object is looked up behind that.

import { now } from '../core/now.ts';
import { rootPath } from '../core/path.ts';
import { ports } from '../core/ports.ts';
import { read, write } from '../core/record.ts';
import { lenderFor } from '../membrane/borrowed.ts';
import { meetChild, unwrap, type Watched } from '../membrane/identity.ts';
import { ObjectHandler, RAW, storing, wanted } from '../membrane/object.ts';
import { mark } from '../membrane/watch.ts';
import { asleep, watchedAt } from './backoff.ts';
import { asKey, behind, changedAt, entryAt, newbornAt, readAtBirth, watchedObject } from './entries.ts';
import { functionName } from './names.ts';
import { refusalOf, settleWords } from './refusals.ts';
import { standInFor } from './stand-ins.ts';

/** A binding of this module: the engine takes it for a constant. */
const sleeps = asleep;

/** Before `object.key`, which the source then reads from what is returned. */
export function o(object: unknown, key: PropertyKey, site: number): unknown {
  return sleeps[site] ? object : slow.read(object, key, site);
}

/** Before `object[key]`; returns the key. */
export function k(object: unknown, key: PropertyKey, site: number): PropertyKey {
  return sleeps[site] ? key : slow.key(object, key, site);
}

/** `object[key]` as a whole. */
export function g(object: unknown, key: PropertyKey, site: number): unknown {
  return (noteRead(object, key, site) as Record<PropertyKey, unknown>)[key];
}

/** Before `object.key(…)`, which the source then calls on what is returned. */
export function m(object: unknown, key: PropertyKey, site: number): unknown {
  return sleeps[site] ? object : slow.call(object, key, site);
}

/** Around the value of `object.key = value`, right before it is stored. */
export function w(object: unknown, value: unknown, key: PropertyKey, site: number): unknown {
  return sleeps[site] ? value : slow.write(object, value, key, site);
}

/** Before `object.key = function…`, whose value cannot be handed over without losing its inferred name. */
export function p(object: unknown, key: PropertyKey, site: number): void {
  w(object, () => {}, key, site);
}

/** After a pattern has assigned to `object.key`. */
export function pq(object: unknown, key: PropertyKey, site: number): void {
  try {
    const entry = changedAt(object, key, site);
    if (entry === undefined) return;
    now.site = site;
    entry.noteAssigned(key);
    now.site = 0;
  } catch (error) {
    failed(error);
  }
}

/** Around a private field's value. */
export function v(object: unknown, value: unknown, key: string, site: number): unknown {
  if (sleeps[site] !== 1) notePrivate(object, value, key, site);
  return value;
}

/** Around what is about to be stored in a private field that now holds `previous`. */
export function q(object: unknown, value: unknown, previous: unknown, key: string, site: number): unknown {
  if (sleeps[site] === 1) return value;
  try {
    const entry = privateHolder(object, site) ?? readAtBirth(object, key);
    if (!(entry instanceof ObjectHandler)) return value;
    const raw = unwrap(value);
    now.site = site;
    write(entry.shadow.locate(key), raw, previous);
    now.site = 0;
    if (typeof raw === 'object' && raw !== null) meetChild(raw, entry.shadow, key);
    return raw;
  } catch (error) {
    failed(error);
    return value;
  }
}

/** Before `object.key++` (step 1) or `--` (-1). */
export function u(object: unknown, key: PropertyKey, site: number, step: number): void {
  if (!sleeps[site]) slow.update(object, key, site, step);
}

function noteUpdate(object: unknown, key: PropertyKey, site: number, step: number): void {
  try {
    const entry = changedAt(object, key, site);
    if (entry === undefined || runsCode(key)) return;
    const after = stepped(Object.getOwnPropertyDescriptor(entry.raw, key)?.value, step);
    now.site = site;
    entry.noteRead(asKey(key));
    now.site = 0;
    noteWrite(object, after, key, site);
  } catch (error) {
    failed(error);
  }
}

/** The same of a private field that now holds `before`. */
export function uq(object: unknown, key: string, site: number, step: number, before: unknown): void {
  if (sleeps[site]) return;
  notePrivate(object, before, key, site);
  q(object, stepped(before, step), before, key, site);
}

/** Before `delete object.key`. */
export function d(object: unknown, key: PropertyKey, site: number): void {
  try {
    const entry = changedAt(object, key, site);
    if (entry === undefined || runsCode(key)) return;
    now.site = site;
    entry.noteDelete(asKey(key));
    now.site = 0;
  } catch (error) {
    failed(error);
  }
}

/** Before `key in object`; returns the object. */
export function i(object: unknown, key: PropertyKey, site: number): unknown {
  try {
    const entry = watchedObject(object, site);
    if (entry === undefined || entry.raw !== object || runsCode(key)) return object;
    now.site = site;
    entry.noteHas(asKey(key));
    now.site = 0;
  } catch (error) {
    failed(error);
  }
  return object;
}

/** After a fault of ours the source goes on with what it had. */
function failed(error: unknown): void {
  now.site = 0;
  ports.fault('source', error);
}

/** What an update leaves of a number. */
export function stepped(before: unknown, step: number): unknown {
  if (typeof before === 'bigint') return before + BigInt(step);
  // Converting an object, or a symbol, would run code or throw before the program does.
  const converts =
    (typeof before === 'object' && before !== null) ||
    typeof before === 'function' ||
    typeof before === 'symbol';
  return converts ? Number.NaN : Number(before as number) + step;
}

/** An object as a key would run its `toString`, once more than the program does. */
function runsCode(key: PropertyKey): boolean {
  return (typeof key === 'object' && key !== null) || typeof key === 'function';
}

/** A Proxy of ours tells by itself, and hands out what is raw under a key of its own. */
function noteKey(object: unknown, key: PropertyKey, site: number): PropertyKey {
  try {
    return keyFor(object, key, site);
  } catch (error) {
    failed(error);
    return key;
  }
}

function keyFor(object: unknown, key: PropertyKey, site: number): PropertyKey {
  if (behind(object) === undefined) {
    noteRead(object, key, site);
    return key;
  }
  watchedAt(site);
  if (runsCode(key)) return key;
  wanted.key = asKey(key);
  wanted.site = site;
  return RAW;
}

function noteRead(object: unknown, key: PropertyKey, site: number): unknown {
  try {
    if (key === 'message') settleWords(object);
    const entry = entryAt(object, site) ?? newbornAt(object) ?? statics(object, key);
    if (!(entry instanceof ObjectHandler)) return object;
    if (runsCode(key)) return entry.raw;
    now.site = site;
    const inside = entry.noteRead(asKey(key));
    now.site = 0;
    return inside === undefined ? entry.raw : { __proto__: null, [key]: inside };
  } catch (error) {
    failed(error);
    return object;
  }
}

function markFunction(fn: object): Watched | undefined {
  return mark(fn, rootPath(functionName(fn) ?? 'function', 'variable'));
}

/** Functions hold state as well: static fields, counters laid on a handler. They are watched once that is seen. */
function statics(object: unknown, key: PropertyKey): Watched | undefined {
  if (typeof object !== 'function' || key === 'name' || key === 'length' || runsCode(key)) return undefined;
  if (ports.isOpaque(object)) return undefined;
  const value: unknown = Object.getOwnPropertyDescriptor(object, key)?.value;
  if (value === undefined || typeof value === 'function' || key === 'prototype') return undefined;
  return markFunction(object);
}

function noteCall(object: unknown, key: PropertyKey, site: number): unknown {
  try {
    if (runsCode(key)) return behind(object)?.raw ?? object;
    const given = callee(object, key, site);
    return refusalOf(given, key, site) ?? given;
  } catch (error) {
    failed(error);
    return object;
  }
}

function callee(object: unknown, key: PropertyKey, site: number): unknown {
  const entry = entryAt(object, site);
  if (entry === undefined) return lent(object, key, site);
  const { kind } = entry.shadow;
  if (kind === 'object') return noteRead(object, key, site);
  // A frozen Map or Set records behind its Proxy only.
  if (kind !== 'array' && entry.watched !== entry.raw) return entry.watched;
  const standIn = standInFor(entry, key);
  if (standIn === entry.raw && kind === 'array') return noteRead(object, key, site);
  return standIn;
}

/** A site that borrows methods stays awake, since what they are called on is not known yet. */
function lent(object: unknown, key: PropertyKey, site: number): unknown {
  const lender = lenderFor(object, key);
  if (lender === undefined) return object;
  watchedAt(site);
  return lender;
}

function noteWrite(object: unknown, value: unknown, key: PropertyKey, site: number): unknown {
  try {
    if (runsCode(key)) return value;
    const entry =
      entryAt(object, site) ??
      readAtBirth(object, asKey(key)) ??
      (typeof value === 'function' ? undefined : staticsToBe(object, key));
    if (!(entry instanceof ObjectHandler)) return value;
    // What is stored through a Proxy is recorded by it.
    if (entry.raw !== object) {
      storing.through = entry;
      storing.site = site;
      return value;
    }
    now.site = site;
    const stored = entry.noteWrite(asKey(key), value);
    now.site = 0;
    return stored;
  } catch (error) {
    failed(error);
    return value;
  }
}

function staticsToBe(object: unknown, key: PropertyKey): Watched | undefined {
  if (typeof object !== 'function' || key === 'prototype' || ports.isOpaque(object)) return undefined;
  return markFunction(object);
}

/** A class may have private fields of its own, and nothing else that would have had it watched. */
function privateHolder(object: unknown, site: number): ObjectHandler | undefined {
  const entry = entryAt(object, site) ?? (typeof object === 'function' ? markFunction(object) : undefined);
  return entry instanceof ObjectHandler ? entry : undefined;
}

function notePrivate(object: unknown, value: unknown, key: string, site: number): void {
  try {
    const entry = privateHolder(object, site) ?? newbornAt(object);
    if (!(entry instanceof ObjectHandler)) return;
    now.site = site;
    read(entry.shadow.locate(key), value);
    now.site = 0;
    if (typeof value === 'object' && value !== null) meetChild(value, entry.shadow, key);
  } catch (error) {
    failed(error);
  }
}

/** What the hot helpers call for a site that is awake. */
const slow = { read: noteRead, key: noteKey, call: noteCall, write: noteWrite, update: noteUpdate };

/** Calls of one helper after which the engine surely keeps notes of whom it calls: it begins after some thirty. */
const ROUNDS = 128;

/**
 * Shows the hot helpers several functions in the place of each slow one. The engine copies a function into its caller
 * while it knows of no other; copies of the slow ones would use up what it allows for a caller, and the hot helpers
 * themselves would stay calls.
 */
function keepSlowApart(): void {
  const own = { ...slow };
  for (let round = 0; round < ROUNDS; round++) {
    const other = round % 2 === 0 ? () => undefined as never : () => round as never;
    Object.assign(slow, { read: other, key: other, call: other, write: other, update: other });
    o(undefined, '', 0);
    k(undefined, '', 0);
    m(undefined, '', 0);
    w(undefined, undefined, '', 0);
    u(undefined, '', 0, 1);
  }
  Object.assign(slow, own);
}

keepSlowApart();
