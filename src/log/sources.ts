// The words of a command line that name logs: files, folders, globs, and `-` for standard input.

import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failure, type Outcome, quote } from '../config/words.ts';
import { filesOfGlob, isGlob } from './glob.ts';
import { reasonOf } from './reason.ts';
import { isTextReports, TEXT_REPORTS } from './text-reports.ts';

/** The name of standard input. */
export const STDIN = '-';
const ENDING = '.jsonl';
/** As processes, their threads and rotation name logs: `race.4711.txt`, `race.4711-2.1.txt`. */
const OF_PROCESS = /\.\d+(?:-\d+)?(?:\.\d+)?\.txt$/;

/**
 * The files behind the words, each once, in the order given; those of a folder sorted by name. A folder may be empty:
 * a process that finds no race writes no log.
 * @param words files, folders (their `*.jsonl`, at any depth), globs, or `-`
 * @returns the files, or one sentence about the first word that names none, or text reports
 */
export function findSources(words: readonly string[]): Outcome<string[]> {
  const found = new Map<string, string>();
  for (const word of words) {
    const files = filesOrFault(word);
    if (!files.ok) return files;
    for (const file of files.value) {
      const key = file === STDIN ? STDIN : resolve(file);
      if (!found.has(key)) found.set(key, file);
    }
  }
  return { ok: true, value: [...found.values()] };
}

function filesOrFault(word: string): Outcome<string[]> {
  try {
    return filesBehind(word);
  } catch (error) {
    return failure(`cannot look for logs at ${quote(word)}: ${reasonOf(error)}`);
  }
}

function filesBehind(word: string): Outcome<string[]> {
  if (word === STDIN) return { ok: true, value: [STDIN] };
  const stat = statSync(word, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return logsOrText(word);
  if (stat !== undefined) return { ok: true, value: [word] };
  if (!isGlob(word)) return failure(`no such file or folder: ${quote(word)}`);
  const files = filesOfGlob(word);
  return files.length > 0 ? { ok: true, value: files } : failure(`no file matches ${quote(word)}`);
}

/** A text log beside logs is a process whose races would be passed over; a saved report is not. */
function logsOrText(folder: string): Outcome<string[]> {
  const files = logsBelow(folder);
  const texts = filesBelow(folder, '.txt').filter((file) => files.length === 0 || OF_PROCESS.test(file));
  const text = texts.find(isTextReports);
  return text === undefined ? { ok: true, value: files } : failure(`${quote(text)} ${TEXT_REPORTS}`);
}

/** The logs in a folder and in those below it, sorted. */
export function logsBelow(folder: string): string[] {
  return filesBelow(folder, ENDING);
}

function filesBelow(folder: string, ending: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith(ending) && !/(?:^|[/\\])node_modules[/\\]/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
