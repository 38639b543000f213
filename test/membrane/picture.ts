// Describing values and outcomes so that those of a watched value can be compared with those of its raw twin.

import { types } from 'node:util';
import { rootPath } from '../../src/core/path.ts';
import { unwrap, watch } from '../../src/membrane/watch.ts';

export const watched = <T>(value: T): T => watch(value, rootPath('root'));

/** What a call gave: its result, or the type and text of what it threw. */
export function outcome(run: () => unknown, withMessage = false): unknown {
  try {
    return { gave: picture(run()) };
  } catch (error) {
    const { name, message } = error as Error;
    return withMessage ? { threw: name, message } : { threw: name };
  }
}

/** Everything a caller can find out about a value: keys in order, descriptors, holes, prototype, contents. */
export function picture(value: unknown, seen = new Map<object, number>()): unknown {
  if (typeof value === 'function') return `function ${value.name}/${value.length}`;
  if (typeof value === 'symbol') return value.toString();
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return value;
  // Raw and watched forms count as one: which of them a read-only property gives is a test of its own.
  const before = seen.get(unwrap(value));
  if (before !== undefined) return `again ${before}`;
  seen.set(unwrap(value), seen.size);
  const shown: Record<string, unknown> = {
    tag: Object.prototype.toString.call(value),
    prototype: Object.getPrototypeOf(value)?.constructor?.name,
    extensible: Object.isExtensible(value),
  };
  // By brand, for values of another realm; a frozen collection is behind a Proxy, which has none.
  const isMap = types.isMap(value) || value instanceof Map;
  const isSet = types.isSet(value) || value instanceof Set;
  if (isMap) shown.entries = [...value].map((pair) => pair.map((each) => picture(each, seen)));
  if (isSet) shown.members = [...value].map((each) => picture(each, seen));
  if (isMap || isSet) shown.size = value.size;
  else shown.properties = Reflect.ownKeys(value).map((key) => property(value, key, seen));
  return shown;
}

function property(owner: object, key: PropertyKey, seen: Map<object, number>): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(owner, key) as PropertyDescriptor;
  const { configurable, enumerable, writable } = descriptor;
  const flags = [configurable, enumerable, writable].map(String).join();
  if ('value' in descriptor) return [String(key), flags, picture(descriptor.value, seen)];
  return [String(key), flags, descriptor.get?.name, descriptor.set?.name];
}
