// The mark by which a test file asks not to be judged: `@racewatch-skip` in the comments at its head.

import { closeSync, openSync, readSync } from 'node:fs';

const MARK = /@racewatch-skip\b/;
/** The comments, blank lines and directives before the first statement. */
const HEAD = /^(?:\uFEFF|#![^\n]*|\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(['"])use strict\1;?)*/;
const MOST_BYTES = 4096;

/** Whether the file asks to be skipped; false for one that cannot be read. */
export function headSaysSkip(path: string): boolean {
  try {
    return MARK.test(HEAD.exec(startOf(path))?.[0] ?? '');
  } catch {
    return false;
  }
}

function startOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(MOST_BYTES);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, MOST_BYTES, 0));
  } finally {
    closeSync(file);
  }
}
