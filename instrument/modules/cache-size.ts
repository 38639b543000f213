// How much a cache folder holds.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files and bytes in a folder and those below; nothing for one that is not there. */
export function folderSize(folder: string): { files: number; bytes: number } {
  const size = { files: 0, bytes: 0 };
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      size.files++;
      size.bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
    }
  } catch {
    // Nobody has written anything yet.
  }
  return size;
}
