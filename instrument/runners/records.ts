// What the process that instruments served modules tells those that run them: one small file for each module, under
// its key. Written once and never changed, so that readers find a whole one or none.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Environment variable that names the folder. */
export const FOLDER = 'RACEWATCH_SERVED';

export interface ServedRecord {
  readonly file: string;
  /** How many sites the module has. */
  readonly sites: number;
  readonly prefix: string;
  /** The text that was instrumented, with its map to the original inside. */
  readonly given: string;
}

/** The folder for records. @param cache that of instrumented modules; undefined for none */
export function recordsFolder(cache: string | undefined): string {
  if (cache === undefined) return mkdtempSync(join(tmpdir(), 'racewatch-served-'));
  const folder = join(cache, 'served');
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function writeRecord(folder: string, key: string, record: ServedRecord): void {
  const file = join(folder, key);
  if (existsSync(file)) return;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(record));
  renameSync(draft, file);
}

/** @returns undefined for a key nobody has written */
export function readRecord(folder: string, key: string): ServedRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, key), 'utf8')) as ServedRecord;
  } catch {
    return undefined;
  }
}
