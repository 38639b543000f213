// Globs over files on disk, `logs/**/race.*.jsonl`: `*` and `?` within a name, `**` for any folders. For shells that
// leave them to us, and for quoted ones.

import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';

/** Folders and files looked at for one glob. */
const MOST_ENTRIES = 200_000;

export function isGlob(word: string): boolean {
  return /[*?]/.test(word);
}

/**
 * The files that a glob names, in order. What cannot be listed is passed over.
 * @param glob with forward slashes, or with backslashes where the system has those
 */
export function filesOfGlob(glob: string): string[] {
  const { root } = parse(glob);
  const parts = glob
    .slice(root.length)
    .split(/[/\\]+/)
    .filter((part) => part !== '');
  const found: string[] = [];
  const room = { left: MOST_ENTRIES };
  walk(root, parts, found, room);
  return found.sort();
}

function walk(folder: string, parts: readonly string[], found: string[], room: { left: number }): void {
  const [part, ...rest] = parts;
  if (part === undefined) return;
  if (part !== '**' && !isGlob(part) && rest.length > 0) {
    walk(join(folder, part), rest, found, room);
    return;
  }
  if (part === '**' && rest.length > 0) walk(folder, rest, found, room);
  for (const entry of entriesOf(folder)) {
    if (room.left-- <= 0) return;
    const path = join(folder, entry.name);
    if (part === '**') {
      if (entry.isDirectory()) walk(path, parts, found, room);
      else if (rest.length === 0) found.push(path);
    } else if (nameMatches(part, entry.name)) {
      if (rest.length > 0) walk(path, rest, found, room);
      else if (!entry.isDirectory()) found.push(path);
    }
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** `*` for any letters, `?` for one. Goes back to the last star only, so it takes no more than pattern times name. */
export function nameMatches(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let mark = 0;
  for (let index = 0; index < name.length; ) {
    const letter = pattern[at];
    if (letter === '*') {
      star = at++;
      mark = index;
    } else if (letter === '?' || letter === name[index]) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
