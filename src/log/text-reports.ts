// Logs of `format=text`. They are for people: no command reads them, and none may take them for a log without races.

import { closeSync, openSync, readSync } from 'node:fs';
import { RULE } from '../report/text.ts';

/** What is wrong with such a file, after its name. */
export const TEXT_REPORTS = 'has text reports, which only people can read: run with format=jsonl';

const BEGINNING = Buffer.from(`${RULE}\n`);

/** Whether the bytes of a file begin as a report for people does. */
export function beginsAsText(bytes: Uint8Array): boolean {
  return BEGINNING.equals(bytes.subarray(0, BEGINNING.length));
}

/** The same of a file; false when it cannot be read. */
export function isTextReports(file: string): boolean {
  const bytes = Buffer.alloc(BEGINNING.length);
  try {
    const fd = openSync(file, 'r');
    try {
      readSync(fd, bytes, 0, bytes.length, 0);
    } finally {
      closeSync(fd);
    }
  } catch {
    return false;
  }
  return beginsAsText(bytes);
}
