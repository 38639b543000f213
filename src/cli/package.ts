// What lies in the package beside the code: its version and the pages of the patterns.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PatternName } from '../report/model.ts';

/** The version of Racewatch. */
export function version(): string {
  const { version: written } = JSON.parse(readFileSync(manifest(), 'utf8')) as { version: string };
  return written;
}

/** The page about a pattern, Markdown with no links that only work in its folder; empty when it is not there. */
export function patternPage(pattern: PatternName): string {
  try {
    const text = readFileSync(join(dirname(manifest()), 'docs/patterns', `${pattern}.md`), 'utf8');
    return text.replace(/\[([^\]]*)\]\((?!https?:)[^)]*\)/g, '$1');
  } catch {
    return '';
  }
}

/** Found through the package's own exports, so that this room need not know the layout of the others. */
function manifest(): string {
  return createRequire(__filename).resolve('racewatch/package.json');
}
