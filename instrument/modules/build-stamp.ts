// Which build of the transform made what the cache holds.

import { statSync } from 'node:fs';
import { idOf } from './cache.ts';

/**
 * Tells builds of the transform apart: our version, and size and time of its main file, which every build writes anew.
 * @param file the compiled main file of the transform
 */
export function buildStamp(version: string, file: string): string {
  const { size, mtimeMs } = statSync(file);
  return idOf(version, String(size), String(mtimeMs)).slice(0, 16);
}
