// Where files lie, by their names alone: links are for the caller to follow first.

import { isAbsolute, relative } from 'node:path';

/** Whether a path lies in a folder, at any depth; the folder itself does not. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}
