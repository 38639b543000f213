// Staging logs taken back to their source by a folder of maps, and what such a folder must not be able to do.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import { symbolicate } from '../../src/log/symbolicate.ts';
import type { Frame, Race } from '../../src/report/model.ts';
import { exampleLog } from './formats-log.ts';
import { RACES } from './report-races.ts';

const folder = mkdtempSync(join(tmpdir(), 'racewatch-maps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SOURCE =
  'interface Stock { n: number }\n\nexport function buy(stock: Stock): void {\n  stock.n--;\n}\n';
const lost = RACES['lost-update'] as Race;

function write(name: string, text: string): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const built = transformSync(SOURCE, {
  loader: 'ts',
  format: 'cjs',
  sourcemap: true,
  sourcefile: '../src/shop.ts',
});
const line = built.code.split('\n').findIndex((text) => text.includes('stock.n--')) + 1;
const column = (built.code.split('\n')[line - 1] ?? '').indexOf('stock') + 1;

write('dist/shop.js', built.code);
write('dist/shop.js.map', built.map);
write('dist/deep/er.js', `${built.code}//# sourceMappingURL=../maps/er.map\n`);
write('dist/maps/er.map', built.map);
write(
  'dist/inline.js',
  `${built.code}//# sourceMappingURL=data:application/json;base64,${Buffer.from(built.map).toString('base64')}\n`,
);
write(
  'dist/bundle.js.map',
  JSON.stringify({ ...(JSON.parse(built.map) as object), sources: ['webpack://shop/./src/a.ts?1a2b'] }),
);
write('outside/secret.map', built.map);
write('dist/escape.js', `${built.code}//# sourceMappingURL=../outside/secret.map\n`);
symlinkSync(join(folder, 'outside/secret.map'), join(folder, 'dist/link.js.map'));
write('dist/broken.js.map', '{"version":3');
write('dist/short.js.map', JSON.stringify({ ...(JSON.parse(built.map) as object), sources: [] }));

function raceAt(file: string, owner: Frame['owner'] = 'application'): Race {
  const at: Frame = { function: 'buy', file, line, column, owner };
  return { ...lost, accesses: lost.accesses.map((access) => ({ ...access, stack: [at] })), tasks: [] };
}

function map(file: string, owner?: Frame['owner']) {
  const race = raceAt(file, owner);
  const done = symbolicate(exampleLog([race]), join(folder, 'dist'));
  if (!done.ok) throw new Error(done.message);
  return { ...done.value, before: race, after: done.value.log.races[0]?.race as Race };
}

describe('a frame in', () => {
  it.each([
    ['dist/shop.js', 'src/shop.ts'],
    ['./dist/shop.js', 'src/shop.ts'],
    ['/srv/app/dist/shop.js', '/srv/app/src/shop.ts'],
    ['C:\\app\\dist\\shop.js', 'C:/app/src/shop.ts'],
    ['shop.js', '../src/shop.ts'],
    ['dist/inline.js', 'src/shop.ts'],
    ['/srv/app/dist/bundle.js', 'src/a.ts'],
    ['/elsewhere/deep/er.js', '/elsewhere/src/shop.ts'],
  ])('%s is one in %s', (file, source) => {
    const { after, frames } = map(file);
    expect(after.accesses[0]?.stack[0]).toEqual({
      function: 'buy',
      file: source,
      line: 4,
      column: 3,
      owner: 'application',
    });
    expect(frames).toBe(3);
  });

  it.each([
    ['src/shop.js', 'another folder has a file of this name'],
    ['node_modules/shop/shop.js', 'a dependency has one'],
    ['node_modules/x/deep/er.js', 'a dependency has one, a folder deep'],
    ['other.js', 'there is no map'],
    ['dist/broken.js', 'the map is broken'],
    ['dist/short.js', 'the map names a source that it does not have'],
    ['../../dist/../outside/secret', 'the name climbs out'],
    ['node:events', 'it is of Node itself'],
    ['', 'it has no file'],
  ])('%s stays as it is: %s', (file) => {
    const { after, before, refused } = map(file);
    expect(after.accesses).toEqual(before.accesses);
    expect(refused).toEqual([]);
  });

  it.each(['dist/escape.js', 'dist/link.js'])(
    '%s stays as it is, and it is said: its map lies outside',
    (file) => {
      const { after, before, refused } = map(file);
      expect(after.accesses).toEqual(before.accesses);
      expect(refused).toEqual([file.replace('dist/', '')]);
    },
  );
});

describe('a mapped log', () => {
  it('keeps its fingerprints, and tells which files had no map', () => {
    expect(map('dist/shop.js').after.fingerprint).toBe(lost.fingerprint);
    expect(map('lib/other.js').unmapped).toEqual(['lib/other.js']);
  });

  it('needs a folder', () => {
    expect(symbolicate(exampleLog([lost]), 'package.json')).toEqual({
      ok: false,
      message: '--source-maps takes a folder, and "package.json" is none',
    });
  });
});
