// Tokens: what is kept of a value so that two values can be compared later without holding the user's objects.

import { ABSENT } from './ops.ts';
import { ports } from './ports.ts';
import { type Intrinsic, intrinsicOf } from './realms.ts';
import { mapSize, setSize } from './sizes.ts';

const LONGEST_STRING = 128;

/** Stands for one object; equal objects have the same token. */
export class ObjectToken {
  readonly type: string;
  constructor(type: string) {
    this.type = type;
  }
}

/** Stands for a Date, whose time says whether it was a reading of the clock. */
export class DateToken extends ObjectToken {
  /** Milliseconds since 1970, when it was first met. */
  readonly time: number;
  constructor(time: number) {
    super('object');
    this.time = time;
  }
}

const tokens = new WeakMap<object, ObjectToken>();

/** The token of a raw value: a primitive itself (long strings shortened), an object's {@link ObjectToken}. */
export function tokenOf(value: unknown): unknown {
  if (typeof value === 'string') return value.length <= LONGEST_STRING ? value : shorten(value);
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return value;
  let token = tokens.get(value);
  if (token === undefined) {
    token = isDate(value) ? new DateToken(dateTime(value)) : new ObjectToken(typeof value);
    tokens.set(value, token);
  }
  return token;
}

/** No value, as `get` of a missing key or an uninitialised field gives. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === ABSENT;
}

/** True for nothing and for a container without content. */
export function isEmpty(value: unknown): boolean {
  if (isNothing(value)) return true;
  if (typeof value !== 'object' || value === null || ports.isOpaque(value)) return false;
  if (Array.isArray(value)) return value.length === 0;
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return hasNoKeys(value);
  if (value instanceof Map) return sizeOf(value, mapSize) === 0;
  if (value instanceof Set) return sizeOf(value, setSize) === 0;
  const foreign = foreignKind(prototype);
  if (foreign === 'Map') return sizeOf(value, mapSize) === 0;
  if (foreign === 'Set') return sizeOf(value, setSize) === 0;
  return foreign === 'Object' && hasNoKeys(value);
}

/** What a value of another realm is. */
function foreignKind(prototype: object | null): Intrinsic | undefined {
  return prototype === null || ports.isOpaque(prototype) ? undefined : intrinsicOf(prototype);
}

function hasNoKeys(value: object): boolean {
  for (const _ in value) return false;
  return true;
}

/** Reads the size past whatever method table lies on the instance. */
function sizeOf(value: object, size: () => number): number {
  try {
    return size.call(value);
  } catch {
    return -1;
  }
}

function isDate(value: object): boolean {
  if (ports.isOpaque(value)) return false;
  return value instanceof Date || foreignKind(Object.getPrototypeOf(value)) === 'Date';
}

const timeOfDate = Date.prototype.getTime;

function dateTime(date: object): number {
  try {
    return timeOfDate.call(date);
  } catch {
    return Number.NaN;
  }
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * True for a reading of the clock taken lately (a number of milliseconds or seconds, a Date, its text), and for a
 * measurement: a number with more digits than anybody would write. A time in the future is a term, not a reading.
 */
export function isReading(token: unknown): boolean {
  if (token instanceof DateToken) return isRecent(token.time);
  if (typeof token === 'string') return ISO_TIME.test(token) && isRecent(Date.parse(token));
  if (typeof token !== 'number') return false;
  if (Number.isInteger(token)) return isRecent(token) || isRecent(token * SECOND);
  return Math.abs(token - Math.round(token * 1e4) / 1e4) > 1e-9;
}

function isRecent(time: number): boolean {
  const age = Date.now() - time;
  return age > -SECOND && age < MINUTE;
}

/** Same length and same ends count as the same string: a missed race at worst, never a false one. */
function shorten(value: string): string {
  return `${value.slice(0, 80)}…${value.length}…${value.slice(-24)}`;
}

/** True for a value that can be shown in a report. */
export function isPrimitive(token: unknown): token is string | number | boolean | bigint | null | undefined {
  return typeof token !== 'symbol' && !(token instanceof ObjectToken);
}
