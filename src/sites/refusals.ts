// What the engine says of a loop over what is no list, or of a pattern for what is nothing, quotes the text that runs.
// Where instrumented source is about to run into that, the helper throws the error itself, with the words that the given
// text would have caused. Not for calls: to know that a method is missing would cost every call.

import { types } from 'node:util';

type Word = (site: number, value: unknown) => string | undefined;

let word: Word = () => undefined;

/** Sets who knows the given texts: by the site, and the value that will not do, what the engine would have said. */
export function provideWords(words: Word): void {
  word = words;
}

/** Throws what a loop over the value, or a pattern, would throw, if that is sure. */
export function refuse(value: unknown, site: number, helper: (...args: never[]) => unknown): void {
  const text = wordAt(site, value);
  if (text !== undefined) fail(text, helper);
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

function fail(text: string, helper: (...args: never[]) => unknown): never {
  const error = new TypeError(text);
  Error.captureStackTrace(error, helper);
  throw error;
}
