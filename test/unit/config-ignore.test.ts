import { describe, expect, it } from 'vitest';
import { ignoreOf } from '../../src/config/ignore.ts';

describe('option ignore over location paths', () => {
  it.each([
    ['app.locals.cache', 'app.locals.cache', true],
    ['app.locals.cache', 'app.locals.cached', false],
    ['app.locals.*', 'app.locals.inventory["a/b"]', true],
    ['*.inventory["sku-1"]', 'app.locals.inventory["sku-1"]', true],
    ['*.inventory["sku-1"]', 'app.locals.inventory["sku-2"]', false],
    ['app.{cache,stats}.*', 'app.stats.hits', true],
    ['app.{cache,stats}.*', 'app.users.hits', false],
    ['list[?]', 'list[3]', true],
    ['list[?]', 'list[33]', false],
    ['a.b', 'axb', false],
    ['a+(b)|$', 'a+(b)|$', true],
  ])('%s on %s: %s', (glob, path, expected) => {
    expect(ignoreOf([glob]).location(path)).toBe(expected);
  });
});

describe('option ignore over files', () => {
  it.each([
    ['logger.ts', 'src/logger.ts', true],
    ['logger.ts', 'src/my-logger.ts', false],
    ['src/*.ts', 'src/logger.ts', true],
    ['src/*.ts', 'src/deep/logger.ts', false],
    ['src/**', 'src/deep/logger.ts', true],
    ['src/**/*.ts', 'src/logger.ts', true],
    ['node_modules/**', '../other/node_modules/x/index.js', true],
    ['./src/a.ts', 'src/a.ts', true],
    ['/abs/a.ts', '/abs/a.ts', true],
    ['src/a.ts', 'C:\\work\\src\\a.ts', true],
    ['{a,b}.ts', 'src/b.ts', true],
    ['open{brace', 'openbrace', true],
  ])('%s on %s: %s', (glob, path, expected) => {
    expect(ignoreOf([glob]).file(path)).toBe(expected);
  });

  it('without globs nothing is ignored', () => {
    expect(ignoreOf([]).file('a.ts') || ignoreOf([]).location('a')).toBe(false);
  });
});
