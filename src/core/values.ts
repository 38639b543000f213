// Tokens: what is kept of a value so that two values can be compared later without holding the user's objects.

import { ABSENT } from './ops.ts';

const LONGEST_STRING = 128;

/** Stands for one object; equal objects have the same token. */
export class ObjectToken {
  readonly type: string;
  constructor(type: string) {
    this.type = type;
  }
}

const tokens = new WeakMap<object, ObjectToken>();
const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size')?.get as () => number;
const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size')?.get as () => number;

/** The token of a raw value: a primitive itself (long strings shortened), an object's {@link ObjectToken}. */
export function tokenOf(value: unknown): unknown {
  if (typeof value === 'string') return value.length <= LONGEST_STRING ? value : shorten(value);
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return value;
  let token = tokens.get(value);
  if (token === undefined) {
    token = new ObjectToken(typeof value);
    tokens.set(value, token);
  }
  return token;
}

/** True for nothing and for a container without content. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === ABSENT) return true;
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.length === 0;
  if (value instanceof Map) return sizeOf(value, mapSize) === 0;
  if (value instanceof Set) return sizeOf(value, setSize) === 0;
  return Object.getPrototypeOf(value) === Object.prototype && hasNoKeys(value);
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

/** Same length and same ends count as the same string: a missed race at worst, never a false one. */
function shorten(value: string): string {
  return `${value.slice(0, 80)}…${value.length}…${value.slice(-24)}`;
}

/** True for a value that can be shown in a report. */
export function isPrimitive(token: unknown): token is string | number | boolean | bigint | null | undefined {
  return typeof token !== 'symbol' && !(token instanceof ObjectToken);
}
