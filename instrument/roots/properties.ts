// What the roots of frameworks share: values that middleware hangs on an object which the framework hands on,
// and the rule that a fault of ours must not reach the application.

import { Stamped } from '../../src/core/stamped.ts';
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

/** What was seen on one object. */
interface Seen {
  readonly by: Properties;
  keys: number;
  readonly names: string[];
  readonly values: unknown[];
}

/** It lies on the object itself: requests come and go, and a WeakMap of them is work for the collector. */
class SeenOn extends Stamped {
  #seen: Seen;

  constructor(object: object, seen: Seen) {
    super(object);
    this.#seen = seen;
  }

  static find(object: object): Seen | undefined {
    return #seen in object ? object.#seen : undefined;
  }
}

/** Newer engines refuse private fields on objects that are not extensible. */
function stamps(target: object, seen: Seen): boolean {
  try {
    new SeenOn(target, seen);
    return true;
  } catch {
    return false;
  }
}

/**
 * Watches own properties as they appear on objects of one sort. Cheap when nothing is new; getters are never
 * called, names that begin with an underscore are somebody's private business.
 */
export class Properties {
  /** For objects that bear no private field, or whose field is another's. */
  private readonly elsewhere = new WeakMap<object, Seen>();
  private readonly host: Host;
  private readonly prefix: string;
  private readonly skip: ReadonlySet<string>;
  /** The keys of the object that was met last for the first time, and those of them that are not skipped. */
  private usual: readonly string[] = [];
  private telling: readonly string[] = [];

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
    const known = this.seenOn(target);
    const first = known === undefined;
    const seen = known ?? this.begin(target);
    const keys = keysOf(target);
    if (keys.length !== seen.keys) this.learn(target, seen, keys);
    for (let i = 0; i < seen.names.length; i++) {
      seen.values[i] = this.watch(target, seen.names[i] as string, seen.values[i]);
    }
    return first;
  }

  private seenOn(target: object): Seen | undefined {
    const seen = SeenOn.find(target);
    return seen?.by === this ? seen : this.elsewhere.get(target);
  }

  private begin(target: object): Seen {
    const seen: Seen = { by: this, keys: 0, names: [], values: [] };
    if (SeenOn.find(target) !== undefined || !stamps(target, seen)) this.elsewhere.set(target, seen);
    return seen;
  }

  private learn(target: object, seen: Seen, keys: readonly string[]): void {
    const from = keys.length > seen.keys ? seen.keys : 0;
    for (const key of from === 0 ? this.tellingOf(keys) : keys.slice(from).filter(this.tells)) {
      if (seen.names.includes(key)) continue;
      const descriptor = Object.getOwnPropertyDescriptor(target, key);
      if (!descriptor?.writable || isFunction(descriptor.value)) continue;
      seen.names.push(key);
      seen.values.push(undefined);
    }
    seen.keys = keys.length;
  }

  private readonly tells = (key: string): boolean => !this.skip.has(key) && !key.startsWith('_');

  /** The keys that may be somebody's state; asked once of objects that are alike. */
  private tellingOf(keys: readonly string[]): readonly string[] {
    const { usual } = this;
    if (keys.length !== usual.length || keys.some((key, at) => key !== usual[at])) {
      this.usual = keys;
      this.telling = keys.filter(this.tells);
    }
    return this.telling;
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
