// What the process that instruments served modules tells those that run them: one small file for each module, under
// its key. Written once and never changed, so that readers find a whole one or none.

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
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

/** With more bytes than these, the records that were not used for the longest time are removed: half of them. */
const MOST_BYTES = 64 * 1024 * 1024;
/** In milliseconds: a run that goes on may still ask for what it used so recently. */
const IN_USE = 60 * 60 * 1000;

/** The folder for records. @param cache that of instrumented modules; undefined for none */
export function recordsFolder(cache: string | undefined): string {
  if (cache === undefined) {
    const own = mkdtempSync(join(tmpdir(), 'racewatch-served-'));
    process.once('exit', () => rmSync(own, { recursive: true, force: true }));
    return own;
  }
  const folder = join(cache, 'served');
  mkdirSync(folder, { recursive: true });
  keepSmall(folder);
  return folder;
}

/** Removes what was used the longest time ago from a folder that has grown too large. @param most bytes */
export function keepSmall(folder: string, most = MOST_BYTES): void {
  const files = readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? [] : [{ path, bytes: stats.size, used: stats.mtimeMs }];
  });
  let sum = files.reduce((bytes, file) => bytes + file.bytes, 0);
  if (sum <= most) return;
  files.sort((a, b) => a.used - b.used);
  for (const { path, bytes, used } of files) {
    if (sum <= most / 2 || used > Date.now() - IN_USE) return;
    rmSync(path, { force: true });
    sum -= bytes;
  }
}

export function writeRecord(folder: string, key: string, record: ServedRecord): void {
  const file = join(folder, key);
  const known = statSync(file, { throwIfNoEntry: false });
  if (known !== undefined) {
    const now = new Date();
    // Its time says when it was last used.
    if (known.mtimeMs < now.getTime() - IN_USE / 2) utimesSync(file, now, now);
    return;
  }
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
