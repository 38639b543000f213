import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import { originalText, transform } from '../../instrument/transform/transform.ts';

const MODULES = join(import.meta.dirname, '../../node_modules');
const PACKAGES = [
  'express4',
  'koa',
  'ajv',
  'ioredis',
  'qs',
  'pg',
  'lru-cache',
  'async-lock',
  'body-parser',
  'send',
];

function filesOf(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return filesOf(path);
    return /\.[cm]?js$/.test(entry.name) ? [path] : [];
  });
}

const parses = (code: string, format: 'commonjs' | 'module') => {
  try {
    parse(code, { ecmaVersion: 'latest', sourceType: format, allowHashBang: true });
    return true;
  } catch {
    return false;
  }
};

describe('code of well-known packages', () => {
  it.each(PACKAGES)('parses again when it is instrumented: %s', (name) => {
    for (const file of filesOf(join(MODULES, name))) {
      const code = readFileSync(file, 'utf8');
      const format = parses(code, 'commonjs') ? 'commonjs' : 'module';
      if (!parses(code, format)) continue;
      const made = transform({ code, file, key: file, format });
      if (made === undefined) continue;
      expect(parses(made.code, format), file).toBe(true);
      expect(originalText(made.code, made.table.edits, 0, made.code.length) === code, file).toBe(true);
    }
  });
});
