// What the engine says of a loop over what is no list, of a pattern for what is nothing, or of a method that is missing,
// quotes the text that runs. Where instrumented source is about to run into that, the helper throws the error itself,
// with the words that the given text would have caused. Calls are looked at while they are new; of the others it is the
// stack that tells the right words, and what reads them here asks for it first.

import { types } from 'node:util';
import { moduleAt } from './modules.ts';

type Word = (site: number, value: unknown) => string | undefined;

let word: Word = () => undefined;
let throwing = (error: Error): never => {
  throw error;
};

/**
 * Sets who knows the given texts: by the site, and the value that will not do, what the engine would have said.
 * @param thrower throws an error from a line that may be shown above it
 */
export function provideWords(words: Word, thrower = throwing): void {
  word = words;
  throwing = thrower;
}

/** The errors of the realm that a module runs in, where that is not this one; by the module's base. */
const realms = new Map<number, WeakRef<TypeErrorConstructor>>();

/** From now on a module's errors are those of another realm. */
export function failWithin(base: number, { TypeError: maker }: { TypeError: TypeErrorConstructor }): void {
  realms.set(base, new WeakRef(maker));
}

/** Throws what a loop over the value, or a pattern, would throw, if that is sure. */
export function refuse(value: unknown, site: number, helper: (...args: never[]) => unknown): void {
  const text = wordAt(site, value);
  if (text !== undefined) fail(text, site, helper);
}

/** So many calls of a site are looked at. */
const NEW = 16;
const looked = new Uint8Array(2 ** 20);

/**
 * For a call of what is missing: an object whose method throws what the engine would, once the arguments are there.
 * @returns undefined if the call may go on
 */
export function refusalOf(object: unknown, key: PropertyKey, site: number): object | undefined {
  const calls = looked[site] ?? NEW;
  if (calls >= NEW) return undefined;
  looked[site] = calls + 1;
  if (object === undefined || object === null || !lacks(object, key)) return undefined;
  const text = wordAt(site, object);
  if (text === undefined) {
    looked[site] = NEW;
    return undefined;
  }
  const refusing = () => fail(text, site, refusing);
  return { __proto__: null, [key]: refusing };
}

/** Has an error of the engine say what it would say of the given text, before its message is read. */
export function settleWords(error: unknown): void {
  if (!types.isNativeError(error)) return;
  const message: unknown = Object.getOwnPropertyDescriptor(error, 'message')?.value;
  if (typeof message === 'string' && message.includes('$rw')) void error.stack;
}

/** Whether nothing that can be called lies under the key. Runs no getter and no trap; false when in doubt. */
export function lacks(value: unknown, key: PropertyKey): boolean {
  try {
    if (value === undefined || value === null) return true;
    let holder = Object(value) as object | null;
    while (holder !== null) {
      if (types.isProxy(holder)) return false;
      const found = Object.getOwnPropertyDescriptor(holder, key);
      if (found !== undefined) return 'value' in found && typeof found.value !== 'function';
      holder = Object.getPrototypeOf(holder);
    }
    return true;
  } catch {
    return false;
  }
}

function wordAt(site: number, value: unknown): string | undefined {
  try {
    return word(site, value);
  } catch {
    return undefined;
  }
}

function fail(text: string, site: number, helper: (...args: never[]) => unknown): never {
  const Maker = realms.get(moduleAt(site)?.base ?? -1)?.deref() ?? TypeError;
  const error = new Maker(text);
  Error.captureStackTrace(error, helper);
  return throwing(error);
}
