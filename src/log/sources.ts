// The words of a command line that name logs: files, folders, globs, and `-` for standard input.

import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failure, type Outcome, quote } from '../config/words.ts';
import { filesOfGlob, isGlob } from './glob.ts';

/** The name of standard input. */
export const STDIN = '-';
const ENDING = '.jsonl';

/**
 * The files behind the words, each once, in the order given; those of a folder sorted by name. A folder may be empty:
 * a process that finds no race writes no log.
 * @param words files, folders (their `*.jsonl`, at any depth), globs, or `-`
 * @returns the files, or one sentence about the first word that names none
 */
export function findSources(words: readonly string[]): Outcome<string[]> {
  const found = new Map<string, string>();
  for (const word of words) {
    const files = filesBehind(word);
    if (!files.ok) return files;
    for (const file of files.value) {
      const key = file === STDIN ? STDIN : resolve(file);
      if (!found.has(key)) found.set(key, file);
    }
  }
  return { ok: true, value: [...found.values()] };
}

function filesBehind(word: string): Outcome<string[]> {
  if (word === STDIN) return { ok: true, value: [STDIN] };
  const stat = statSync(word, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return { ok: true, value: logsBelow(word) };
  if (stat !== undefined) return { ok: true, value: [word] };
  if (!isGlob(word)) return failure(`no such file or folder: ${quote(word)}`);
  const files = filesOfGlob(word);
  return files.length > 0 ? { ok: true, value: files } : failure(`no file matches ${quote(word)}`);
}

/** The logs in a folder and in those below it, sorted. */
export function logsBelow(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith(ENDING) && !/(?:^|[/\\])node_modules[/\\]/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
