// The built-ins that see a whole object, or change one, without an access that could be instrumented: what they do
// to values watched on their raw form is noted. Those that are so quick that the question would cost as much as the
// call (`Reflect.get`, `Reflect.has`, `Object.hasOwn`, `hasOwnProperty`) are left as they are.

import { noteContent, noteKeys, noteText, plainKey, rawEntry, safely } from '../src/membrane/builtins.ts';
import { Changes, keysGiven } from '../src/membrane/changes.ts';
import { entryOf } from '../src/membrane/identity.ts';
import type { ObjectHandler } from '../src/membrane/object.ts';
import { keysOfWatched } from '../src/membrane/whole.ts';
import type { Method } from './modules/patch.ts';

type Named = Record<string, unknown>;

/** An owner of built-ins, a name, and what to call instead. */
export type Replacement = readonly [owner: object, name: string, make: (original: Method) => Method];

/** The owners of built-ins in one realm. */
export interface BuiltIns {
  readonly Object: ObjectConstructor;
  readonly Reflect: typeof Reflect;
  readonly JSON: JSON;
  readonly Array: ArrayConstructor;
}

interface Natives {
  readonly keys: typeof Object.keys;
  readonly values: (value: object) => unknown;
  readonly entries: (value: object) => unknown;
  readonly getOwnPropertyNames: (value: object) => unknown;
  readonly ownKeys: (value: object) => unknown;
  readonly stringify: Method;
  /** An array of the realm. */
  readonly pair: (key: string, value: unknown) => unknown;
}

function nativesOf(realm: BuiltIns): Natives {
  const { keys, values, entries, getOwnPropertyNames } = realm.Object;
  const { of } = realm.Array;
  return {
    keys,
    values,
    entries,
    getOwnPropertyNames,
    ownKeys: realm.Reflect.ownKeys,
    stringify: realm.JSON.stringify as Method,
    pair: (key, value) => of.call(realm.Array, key, value),
  };
}

/** Whether anything is known of the value: the only question that all other values pay for. */
function isMet(value: unknown): value is object {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  return entryOf(value) !== undefined;
}

function noting(value: unknown, note: (entry: ObjectHandler) => void): void {
  const entry = rawEntry(value);
  if (entry !== undefined) safely(() => note(entry));
}

function keysShown(value: object, keys: typeof Object.keys): string[] | undefined {
  let shown: string[] | undefined;
  safely(() => {
    shown = keysOfWatched(value, keys);
  });
  return shown;
}

/** The engine would ask a Proxy of ours one question for each key: its keys come from the raw object. */
function shown(value: object, { keys }: Natives, show: (key: string) => unknown): unknown[] | undefined {
  return keysShown(value, keys)?.map(show);
}

/** New functions for each installation. */
const readers = (natives: Natives) => ({
  keys(value: object): unknown {
    if (!isMet(value)) return natives.keys(value);
    noting(value, noteKeys);
    return keysShown(value, natives.keys) ?? natives.keys(value);
  },
  values(value: object): unknown {
    if (!isMet(value)) return natives.values(value);
    noting(value, noteContent);
    return shown(value, natives, (key) => (value as Named)[key]) ?? natives.values(value);
  },
  entries(value: object): unknown {
    if (!isMet(value)) return natives.entries(value);
    noting(value, noteContent);
    return shown(value, natives, (key) => natives.pair(key, (value as Named)[key])) ?? natives.entries(value);
  },
  getOwnPropertyNames(value: object): unknown {
    if (isMet(value)) noting(value, noteKeys);
    return natives.getOwnPropertyNames(value);
  },
  ownKeys(value: object): unknown {
    if (isMet(value)) noting(value, noteKeys);
    return natives.ownKeys(value);
  },
  stringify(value: unknown, replacer: unknown, space: unknown): unknown {
    if (isMet(value)) noting(value, noteText);
    return natives.stringify(value, replacer, space);
  },
});

/** Runs what stores the properties, and notes them; of a call that throws, only what has changed. */
function storing(target: ObjectHandler, keys: () => PropertyKey[], work: Storing): unknown {
  const changes = new Changes(target);
  let isDone = false;
  safely(() => changes.expect(keys()));
  try {
    const result = work.run();
    isDone = result !== false;
    return result;
  } finally {
    safely(() => changes.note((key) => isDone && work.isGiven(key), work.keepRaw));
  }
}

interface Storing {
  run(): unknown;
  isGiven(key: PropertyKey): boolean;
  readonly keepRaw: boolean;
}

// Fixed parameters, since a list of all arguments costs as much as the call.
const assigning = (original: Method): Method =>
  ({
    method(target: unknown, source: unknown, ...more: unknown[]): unknown {
      if (!isMet(target) && !isMet(source) && !more.some(isMet)) {
        return more.length === 0 ? original(target, source) : original(target, source, ...more);
      }
      const sources = [source, ...more];
      for (const given of sources) noting(given, noteContent);
      const entry = rawEntry(target);
      if (entry === undefined) return original(target, ...sources);
      return storing(entry, () => sources.flatMap(keysGiven), {
        run: () => original(target, ...sources),
        isGiven: () => true,
        keepRaw: true,
      });
    },
  }).method;

/** Whether a descriptor has a value of its own, told without running anything. */
function hasValue(descriptor: unknown): boolean {
  if (typeof descriptor !== 'object' || descriptor === null) return false;
  return keysGiven(descriptor).includes('value');
}

const defining = (original: Method): Method =>
  ({
    method(object: unknown, name: unknown, descriptor: unknown): unknown {
      const target = isMet(object) ? rawEntry(object) : undefined;
      const key = target && plainKey(name);
      if (target === undefined || key === undefined) return original(object, name, descriptor);
      return storing(target, () => [key], {
        run: () => original(object, name, descriptor),
        isGiven: () => hasValue(descriptor),
        keepRaw: false,
      });
    },
  }).method;

const definingMany = (original: Method): Method =>
  ({
    method(object: unknown, given: unknown): unknown {
      const target = isMet(object) ? rawEntry(object) : undefined;
      if (target === undefined) return original(object, given);
      return storing(target, () => keysGiven(given), {
        run: () => original(object, given),
        isGiven: (key) => hasValue(Object.getOwnPropertyDescriptor(given as object, key)?.value),
        keepRaw: false,
      });
    },
  }).method;

const setting = (original: Method): Method =>
  ({
    method(object: unknown, name: unknown, value: unknown, ...receiver: unknown[]): unknown {
      // Another receiver is what the property goes to.
      if (receiver.length > 0 && receiver[0] !== object) return original(object, name, value, receiver[0]);
      const target = isMet(object) ? rawEntry(object) : undefined;
      const key = target && plainKey(name);
      if (target === undefined || key === undefined) return original(object, name, value);
      let stored = value;
      safely(() => {
        stored = target.noteWrite(key, value);
      });
      return original(object, name, stored);
    },
  }).method;

const deleting = (original: Method): Method =>
  ({
    method(object: unknown, name: unknown): unknown {
      const target = isMet(object) ? rawEntry(object) : undefined;
      const key = target && plainKey(name);
      if (target !== undefined && key !== undefined) safely(() => target.noteDelete(key));
      return original(object, name);
    },
  }).method;

/** All replacements of this file, for one realm; its natives are those of this moment. */
export function builtInsOf(realm: BuiltIns): readonly Replacement[] {
  const natives = nativesOf(realm);
  return [
    [realm.Object, 'keys', () => readers(natives).keys as Method],
    [realm.Object, 'values', () => readers(natives).values as Method],
    [realm.Object, 'entries', () => readers(natives).entries as Method],
    [realm.Object, 'getOwnPropertyNames', () => readers(natives).getOwnPropertyNames as Method],
    [realm.Reflect, 'ownKeys', () => readers(natives).ownKeys as Method],
    [realm.JSON, 'stringify', () => readers(natives).stringify as Method],
    [realm.Object, 'assign', assigning],
    [realm.Object, 'defineProperty', defining],
    [realm.Object, 'defineProperties', definingMany],
    [realm.Reflect, 'defineProperty', defining],
    [realm.Reflect, 'set', setting],
    [realm.Reflect, 'deleteProperty', deleting],
  ];
}

/** Those of the realm that this file is in. */
export const BUILTINS = builtInsOf({ Object, Reflect, JSON, Array });
