import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { whenLoaded } from '../../instrument/modules/loaded.ts';
import { imitate, replaceMethod } from '../../instrument/modules/patch.ts';

const require = createRequire(import.meta.url);
// Under node_modules, so that the test runner leaves an import of it to Node.
const folder = join(mkdtempSync(join(tmpdir(), 'loaded-')), 'node_modules');

/** Writes `exports.name = …` to PACKAGE/lib/entry.js. */
function packageWith(name: string): string {
  mkdirSync(join(folder, name, 'lib'), { recursive: true });
  const file = join(folder, name, 'lib', 'entry.js');
  writeFileSync(file, `exports.name = ${JSON.stringify(name)};\n`);
  return file;
}

describe('whenLoaded', () => {
  it('tells of files loaded before, by require and by import, each once', async () => {
    require(packageWith('before'));
    const seen: unknown[] = [];
    whenLoaded('lib/entry.js', (exports) => seen.push(Reflect.get(exports as object, 'name')));
    const required = packageWith('required');
    require(required);
    require(required);
    await import(pathToFileURL(packageWith('imported')).href);
    expect(seen).toEqual(['before', 'required', 'imported']);
  });

  it('lets the listener change what the first caller gets', () => {
    whenLoaded('changed/lib/entry.js', (exports) => Reflect.set(exports as object, 'name', 'patched'));
    expect(require(packageWith('changed'))).toEqual({ name: 'patched' });
  });

  it('says nothing after it was stopped', () => {
    let calls = 0;
    const stop = whenLoaded('stopped/lib/entry.js', () => calls++);
    stop();
    require(packageWith('stopped'));
    expect(calls).toBe(0);
  });

  it('takes a whole last part of the path only', () => {
    let calls = 0;
    whenLoaded('art/lib/entry.js', () => calls++);
    require(packageWith('part'));
    expect(calls).toBe(0);
  });
});

describe('a replaced method', () => {
  it('has the name, length, properties and prototypes of the original', () => {
    async function original(_a: unknown, _b: unknown): Promise<void> {}
    const replacement = imitate(() => undefined, Object.assign(original, { extra: 1 }));
    expect([replacement.name, replacement.length, Reflect.get(replacement, 'extra')]).toEqual([
      'original',
      2,
      1,
    ]);
    expect(replacement.constructor.name).toBe('AsyncFunction');
  });

  it('keeps its place and is not replaced twice', () => {
    const owner = Object.defineProperty({}, 'hidden', { value: () => 1, configurable: true });
    const wrap = (original: (...args: unknown[]) => unknown) => () => Number(original()) + 1;
    expect(replaceMethod(owner, 'hidden', wrap)).toBe(true);
    expect(replaceMethod(owner, 'hidden', wrap)).toBe(false);
    expect(Reflect.get(owner, 'hidden')()).toBe(2);
    expect(Object.keys(owner)).toEqual([]);
  });

  const refused: [string, object][] = [
    ['that is inherited', Object.create({ method: () => 1 })],
    ['that is no function', { method: 1 }],
    ['that is fixed', Object.freeze({ method: () => 1 })],
    ['behind a getter', Object.defineProperty({}, 'method', { get: () => () => 1, configurable: true })],
  ];

  it.each(refused)('is not made for a property %s', (_name, owner) => {
    expect(replaceMethod(owner, 'method', () => () => 2)).toBe(false);
  });
});
