// The text form of options, `key=value key="two words"`: cutting it into settings and writing it again.

import { escapeInJson } from '../report/printable.ts';

/** One option as it was written, before anything is known about it. */
export type Setting = readonly [name: string, value: unknown];

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

export function failure(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

/** A word for a message: quoted, on one line, and not too long. */
export function quote(word: string): string {
  return escapeInJson(JSON.stringify(word.length > 40 ? `${word.slice(0, 40)}…` : word));
}

/**
 * Cuts `key=value key="two words"` at its spaces. Either quote may stand anywhere in a word and is
 * dropped; a backslash is an ordinary letter, as Windows paths need it.
 */
export function cutWords(text: string): Outcome<string[]> {
  const words: string[] = [];
  let word: string | undefined;
  let open: string | undefined;
  for (const letter of text) {
    if (open !== undefined) {
      if (letter === open) open = undefined;
      else word = (word ?? '') + letter;
    } else if (letter === '"' || letter === "'") {
      open = letter;
      word ??= '';
    } else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + letter;
    }
  }
  if (open !== undefined) return failure(`a quote (${open}) is not closed`);
  if (word !== undefined) words.push(word);
  return { ok: true, value: words };
}

/** Settings of a text such as the variable RACEWATCH holds. */
export function readText(text: string): Outcome<Setting[]> {
  const words = cutWords(text);
  if (!words.ok) return words;
  const settings: Setting[] = [];
  for (const word of words.value) {
    const at = word.indexOf('=');
    if (at < 1) return failure(`${quote(word)} is not of the form key=value`);
    settings.push([word.slice(0, at), word.slice(at + 1)]);
  }
  return { ok: true, value: settings };
}

/** The inverse of {@link readText} for one setting. */
export function writeSetting(name: string, value: string): string {
  if (!/[\s"']/.test(value)) return `${name}=${value}`;
  const parts = value.split(/("+)/).filter((part) => part !== '');
  return `${name}=${parts.map((part) => (part.startsWith('"') ? `'${part}'` : `"${part}"`)).join('')}`;
}

/** Cuts a list at its commas, but not inside braces, which globs use. Empty items are dropped. */
export function cutList(text: string): string[] {
  const items: string[] = [];
  let item = '';
  let depth = 0;
  for (const letter of text) {
    if (letter === '{') depth++;
    if (letter === '}') depth--;
    if (letter === ',' && depth <= 0) {
      items.push(item.trim());
      item = '';
    } else {
      item += letter;
    }
  }
  items.push(item.trim());
  return items.filter((each) => each !== '');
}
