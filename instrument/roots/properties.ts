// What the roots of frameworks share: values that middleware hangs on an object which the framework hands on,
// and the rule that a fault of ours must not reach the application.

import { keysOf, setProperty } from '../../src/membrane/natives.ts';
import type { Host } from '../host.ts';

/** Runs our part of a patched call; a fault in it is noted and the call goes on with what it had. */
export function guarded(host: Host, where: string, ours: () => void): void {
  try {
    ours();
  } catch (error) {
    host.fault(where, error);
  }
}

/** Watches a value as root; the value itself when that fails. */
export function rooted(host: Host, value: unknown, name: string): unknown {
  try {
    return host.root(value, name);
  } catch (error) {
    host.fault(name, error);
    return value;
  }
}

export function isReference(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function isFunction(value: unknown): value is (...args: never[]) => unknown {
  return typeof value === 'function';
}

/** What was seen on one object; it lives as long as the object. */
interface Seen {
  keys: number;
  readonly names: string[];
  readonly values: unknown[];
}

/**
 * Watches own properties as they appear on objects of one sort. Cheap when nothing is new; getters are never
 * called, names that begin with an underscore are somebody's private business.
 */
export class Properties {
  private readonly seen = new WeakMap<object, Seen>();
  private readonly host: Host;
  private readonly prefix: string;
  private readonly skip: ReadonlySet<string>;

  /**
   * @param prefix how the object is called in paths: `req` makes `req.session`
   * @param skip names that belong to the framework or to Node
   */
  constructor(host: Host, prefix: string, skip: Iterable<string>) {
    this.host = host;
    this.prefix = prefix;
    this.skip = new Set(skip);
  }

  /**
   * Looks at the object's properties; what can be watched is replaced by its watched form.
   * @returns true when the object was seen for the first time
   */
  look(target: object): boolean {
    let seen = this.seen.get(target);
    const first = seen === undefined;
    if (!seen) {
      seen = { keys: 0, names: [], values: [] };
      this.seen.set(target, seen);
    }
    const keys = keysOf(target);
    if (keys.length !== seen.keys) this.learn(target, seen, keys);
    for (let i = 0; i < seen.names.length; i++) {
      seen.values[i] = this.watch(target, seen.names[i] as string, seen.values[i]);
    }
    return first;
  }

  private learn(target: object, seen: Seen, keys: readonly string[]): void {
    for (let i = keys.length > seen.keys ? seen.keys : 0; i < keys.length; i++) {
      const key = keys[i] as string;
      if (this.skip.has(key) || key.startsWith('_') || seen.names.includes(key)) continue;
      const descriptor = Object.getOwnPropertyDescriptor(target, key);
      if (!descriptor?.writable || isFunction(descriptor.value)) continue;
      seen.names.push(key);
      seen.values.push(undefined);
    }
    seen.keys = keys.length;
  }

  private watch(target: object, key: string, before: unknown): unknown {
    const descriptor = Object.getOwnPropertyDescriptor(target, key);
    const value: unknown = descriptor?.value;
    if (!isReference(value) || value === before || !descriptor?.writable) return value;
    const watched = this.host.root(value, `${this.prefix}.${key}`);
    if (watched !== value) setProperty(target, key, watched);
    return watched;
  }
}
