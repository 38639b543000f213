// Whether a file is an ES module, as Node decides it by its name and the nearest package.json.

import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Format } from './instrumenter.ts';

/** The `type` of the package a file lies in; undefined where none is given. */
export function packageType(file: string): Format | undefined {
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    const manifest = read(join(folder, 'package.json'));
    if (manifest !== undefined) return manifest.type;
    if (dirname(folder) === folder || folder.endsWith('node_modules')) return undefined;
  }
}

function read(file: string): { type: Format | undefined } | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const { type } = JSON.parse(text) as { type?: unknown };
    return { type: type === 'module' || type === 'commonjs' ? type : undefined };
  } catch {
    return { type: undefined };
  }
}

/** The formats in which a file may be parsed, the likelier first. */
export function formatsOfFile(file: string): readonly Format[] {
  if (/\.m[jt]s$/.test(file)) return ['module'];
  if (/\.c[jt]s$/.test(file)) return ['commonjs'];
  const type = packageType(file);
  return type === undefined ? ['commonjs', 'module'] : [type];
}
