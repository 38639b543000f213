// Units of the room that brings modules in: which files, what is kept on disk, and the lookup of given positions.

import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cacheFolder } from '../../instrument/modules/cache-folder.ts';
import { formatsOfFile } from '../../instrument/modules/package-type.ts';
import { Packs } from '../../instrument/modules/packs.ts';
import { packageOf, selectionOf } from '../../instrument/modules/selection.ts';
import { defaultOptions, type Options } from '../../src/config/options.ts';
import { provideGiven } from '../../src/stacks/given.ts';
import { originalOfGiven, originalPosition } from '../../src/stacks/source-maps.ts';

const folder = mkdtempSync(join(tmpdir(), 'racewatch-units-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the selection of files', () => {
  const choose = (file: string, options: Partial<Options> = {}, cwd = '/app') =>
    selectionOf({ ...defaultOptions(), ...options }, cwd).choose(file);

  it.each<[string, Partial<Options>, boolean]>([
    ['/app/src/a.js', {}, true],
    ['/app/node_modules/keyv/a.js', {}, false],
    ['/app/node_modules/keyv/a.js', { deps: ['keyv'] }, true],
    ['/app/node_modules/keyv-redis/a.js', { deps: ['keyv'] }, false],
    ['/app/node_modules/@keyv/redis/a.js', { deps: ['@keyv/redis'] }, true],
    ['/app/node_modules/@keyv/redis/a.js', { deps: ['@keyv/*'] }, true],
    ['/app/node_modules/a/node_modules/keyv/a.js', { deps: ['a'] }, false],
    ['/node_modules/.pnpm/keyv@5/node_modules/keyv/a.js', { deps: ['keyv'] }, true],
    ['/other/a.js', {}, false],
    ['/other/a.js', { instrument: 'all' }, true],
    ['/other/a.js', { instrument: 'all', exclude: ['*.js'] }, false],
    ['/other/a.js', { include: ['/other/**'] }, true],
    ['/app/src/a.js', { exclude: ['src/**'], include: ['src/**'] }, false],
    ['/app/src/a.js', { instrument: 'off', include: ['src/**'] }, false],
    ['/application/a.js', {}, false],
    [resolve(__dirname, '../../src/session.ts'), { instrument: 'all' }, false],
  ])('%s with %j: %j', (file, options, chosen) => {
    expect(choose(file, options).chosen).toBe(chosen);
  });

  it('takes the package that is worked in for the application, wherever it lies', () => {
    expect(choose('/app/node_modules/keyv/a.js', {}, '/app/node_modules/keyv').chosen).toBe(true);
    expect(choose('/app/node_modules/keyv/node_modules/b/a.js', {}, '/app/node_modules/keyv').chosen).toBe(
      false,
    );
  });

  it('finds the package of a path with either kind of slash', () => {
    expect(packageOf('C:\\app\\node_modules\\@keyv\\redis\\a.js')).toBe('@keyv/redis');
    expect(packageOf('/app/my_node_modules/a.js')).toBeUndefined();
  });
});

describe('packs', () => {
  const bytes = (text: string) => Buffer.from(text);
  const read = (packs: Packs, id: string) => packs.read(id)?.toString();

  it('give back what was written, in this process and the next', () => {
    const at = join(folder, 'packs');
    const packs = new Packs(at);
    expect(packs.read('a')).toBeUndefined();
    expect(packs.write('a', bytes('one'))).toBe(true);
    expect(packs.write('b', bytes('three'))).toBe(true);
    expect([read(packs, 'a'), read(packs, 'b')]).toEqual(['one', 'three']);
    expect(read(new Packs(at), 'b')).toBe('three');
  });

  it('lose a record that is cut off, and keep those before it', () => {
    const at = join(folder, 'cut');
    const packs = new Packs(at);
    packs.write('a', bytes('one'));
    packs.write('b', bytes('three'));
    const [name = ''] = readdirSync(at);
    truncateSync(join(at, name), 130);
    expect(read(new Packs(at), 'a')).toBe('one');
    expect(new Packs(at).read('b')).toBeUndefined();
    appendFileSync(join(at, name), 'no header at all'.repeat(20));
    expect(read(new Packs(at), 'a')).toBe('one');
  });

  it('read on where a record is longer than what is read ahead', () => {
    const at = join(folder, 'long');
    const long = 'x'.repeat(3 * 2 ** 20);
    const packs = new Packs(at);
    for (const text of ['one', long, 'two']) packs.write(text.slice(0, 3), bytes(text));
    const again = new Packs(at);
    expect(read(again, 'xxx') === long).toBe(true);
    expect([read(again, 'two'), read(again, 'one')]).toEqual(['two', 'one']);
  });

  it('are made one when there are many', () => {
    const at = join(folder, 'many');
    for (let n = 0; n < 20; n++) expect(new Packs(at).write(`id${n}`, bytes(`${n}`))).toBe(true);
    expect(readdirSync(at).length).toBeLessThan(18);
    for (let n = 0; n < 20; n++) expect(read(new Packs(at), `id${n}`)).toBe(`${n}`);
  });

  it('may be deleted while they are in use', () => {
    const at = join(folder, 'deleted');
    const packs = new Packs(at);
    packs.write('a', bytes('one'));
    rmSync(at, { recursive: true });
    expect(read(packs, 'a')).toBe('one');
  });
});

it('the cache lies in the nearest node_modules, else with the user', () => {
  const app = join(folder, 'app/deep');
  mkdirSync(app, { recursive: true });
  mkdirSync(join(folder, 'app/node_modules'));
  expect(cacheFolder('on', app)).toBe(join(folder, 'app/node_modules/.cache/racewatch'));
  expect(cacheFolder('off', app)).toBeUndefined();
  expect(cacheFolder('here', app)).toBe(join(app, 'here'));
});

it('a file is parsed as Node would load it', () => {
  expect(formatsOfFile('/x/a.mjs')).toEqual(['module']);
  expect(formatsOfFile('/x/a.cts')).toEqual(['commonjs']);
  expect(formatsOfFile('/x/a.js')).toEqual(['commonjs', 'module']);
  expect(formatsOfFile(resolve(__dirname, 'a.js'))).toEqual(['commonjs']);
});

describe('positions in instrumented code', () => {
  const map = { version: 3, sources: ['a.ts'], names: [], mappings: 'AAAA,IACE' };
  const comment = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
  const find = (text: string) => (script: string) =>
    script === '/x/a.js'
      ? { text, selfMapped: false, column: (_line: number, column: number) => column - 10 }
      : undefined;

  it('are those of the given text, where that has no map', () => {
    provideGiven(find('a.b.c'));
    expect(originalPosition('/x/a.js', 1, 15)).toEqual({ file: '/x/a.js', line: 1, column: 5 });
    expect(originalPosition('/x/other.js', 1, 15)).toBeUndefined();
    provideGiven(() => undefined);
  });

  it('are those of the original, where the given text has a map', () => {
    provideGiven(find(`a.b.c\n${comment}`));
    expect(originalPosition('/x/a.js', 1, 15)).toEqual({ file: '/x/a.ts', line: 2, column: 3 });
    expect(originalOfGiven('/x/a.js', 1, 5)).toEqual({ file: '/x/a.ts', line: 2, column: 3 });
    provideGiven(() => undefined);
  });
});
