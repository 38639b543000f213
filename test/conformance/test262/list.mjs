// Which tests are run: the language, and the built-ins whose behaviour instrumented accesses could alter.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const BUILT_INS = ['Map', 'Set', 'Array', 'Object', 'Proxy', 'Reflect', 'Promise'];
const FOLDERS = ['test/language', ...BUILT_INS.map((name) => `test/built-ins/${name}`)];

const pattern = (glob) =>
  new RegExp(
    `^${glob
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('**', '\0')
      .replaceAll('*', '[^/]*')
      .replaceAll('\0', '.*')}`,
  );

/** Paths relative to the suite, in order. `only` is a glob, or a part of a path. */
export function listTests(suite, only) {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(suite, folder), { recursive: true }).map((name) => join(folder, name)),
  );
  return files
    .filter((file) => file.endsWith('.js') && !file.includes('_FIXTURE'))
    .filter((file) => only === '' || file.includes(only) || pattern(only).test(file))
    .sort();
}

/** So many of the files; sorting by a hash of seed and name draws the same ones everywhere. */
export function draw(files, count, seed) {
  const key = (file) => {
    let hash = 2166136261 ^ seed;
    for (let i = 0; i < file.length; i++) hash = Math.imul(hash ^ file.charCodeAt(i), 16777619) >>> 0;
    return hash;
  };
  return [...files].sort((a, b) => key(a) - key(b)).slice(0, count);
}
