// The cache on disk: used, damaged, deleted, refused, and written by two processes at once. And `racewatch doctor`.

import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, runNode } from '../support/children.ts';
import { instrumented, same } from './instrument-support.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const SHARED = join(workshop.folder, 'node_modules/.cache/racewatch');

beforeAll(() => {
  workshop.write('package.json', '{}');
  workshop.write('lib.cjs', 'const state = { n: 2 }; exports.n = state.n;');
  workshop.write('app.cjs', `const lib = require('./lib.cjs'); console.log(lib.n);`);
  workshop.write(
    'esm.mjs',
    `import lib from './lib.cjs'; const state = { n: 1 }; console.log(lib.n, state.n);`,
  );
  workshop.write(
    'loaded.cjs',
    `const state = { n: 1 }; console.log(state.n);
process.on('exit', () => console.log(Object.keys(require.cache).filter((f) => /meriyah|acorn|magic-string|remapping/.test(f)).length));`,
  );
  workshop.write(
    'deleter.cjs',
    `const { rmSync } = require('node:fs'); const state = { n: 1 };
rmSync(process.env.CACHE, { recursive: true, force: true });
try { state.n; null.n } catch (error) { console.log(error.stack.split('\\n')[1].trim().replace(__dirname, '')) }
console.log(String((x) => state.n + x));`,
  );
});

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
}

async function cachedOf(program: string, options: string): Promise<number | undefined> {
  const [told] = await same(workshop, program, { options });
  expect(told?.uncached).toBe(0);
  return told?.cached;
}

describe('the cache', () => {
  it.each(['app.cjs', 'esm.mjs'])('serves the second start of %s', async (program) => {
    const options = `cache=${join(workshop.folder, `cache-${program}`)}`;
    expect(await cachedOf(program, options)).toBe(0);
    expect(await cachedOf(program, options)).toBe(2);
  });

  it('spares the parser and its companions', async () => {
    const options = `cache=${join(workshop.folder, 'cache-warm')}`;
    await instrumented(workshop, 'loaded.cjs', { options });
    expect((await instrumented(workshop, 'loaded.cjs', { options })).stdout).toBe('1\n0\n');
  });

  it('lies in node_modules/.cache, and only its owner can read it', async () => {
    await same(workshop, 'app.cjs');
    const files = filesIn(SHARED);
    expect(files.length).toBeGreaterThan(0);
    expect(files.every((file) => (statSync(file).mode & 0o077) === 0)).toBe(true);
    expect((statSync(SHARED).mode & 0o077) === 0).toBe(true);
  });

  it('is not believed when an entry is cut off, changed or empty', async () => {
    const folder = join(workshop.folder, 'cache-damaged');
    const options = `cache=${folder}`;
    await same(workshop, 'app.cjs', { options });
    const damages: ((file: string) => void)[] = [
      // Within the first record.
      (file) => truncateSync(file, 100),
      (file) => truncateSync(file, 0),
      (file) => writeFileSync(file, readFileSync(file, 'utf8').replace(/n/g, 'm')),
    ];
    for (const damage of damages) {
      for (const file of filesIn(folder)) damage(file);
      expect(await cachedOf('app.cjs', options)).toBe(0);
      expect(await cachedOf('app.cjs', options)).toBe(2);
    }
  });

  it('may be written by several processes at once', async () => {
    const folder = join(workshop.folder, 'cache-shared');
    const options = `cache=${folder}`;
    await Promise.all([1, 2, 3].map(() => same(workshop, 'app.cjs', { options })));
    expect(await cachedOf('app.cjs', options)).toBe(2);
  });

  it.each(['on', 'off'])('may be gone before a position is asked for (cache=%s)', async (cache) => {
    const folder = join(workshop.folder, 'cache-gone');
    const options = `cache=${cache === 'on' ? folder : 'off'}`;
    const told = await same(workshop, 'deleter.cjs', { options, env: { CACHE: folder } });
    expect(told).toMatchObject([{ ran: ['deleter.cjs'] }]);
  });

  it('is done without where nothing can be written', async () => {
    const file = workshop.write('no-folder', '');
    const [told] = await same(workshop, 'app.cjs', { options: `cache=${join(file, 'below')}` });
    expect(told).toMatchObject({ ran: ['app.cjs', 'lib.cjs'], cached: 0, uncached: 2 });
  });

  it('is not shared between other texts of one name', async () => {
    const options = `cache=${join(workshop.folder, 'cache-texts')}`;
    for (const n of [1, 2]) {
      workshop.write('changing.cjs', `const state = { n: ${n} }; console.log(state.n);`);
      expect(await cachedOf('changing.cjs', options)).toBe(0);
    }
  });
});

describe('racewatch doctor', () => {
  const cli = join(ROOT, 'dist/src/cli/main.js');
  const folder = join(workshop.folder, 'surgery');

  async function doctor(...args: string[]): Promise<string> {
    const ended = await runNode([cli, 'doctor', ...args], { cwd: folder, env: { RACEWATCH: undefined } });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    return ended.stdout.replaceAll(folder, 'FOLDER');
  }

  beforeAll(() => {
    mkdirSync(join(folder, 'node_modules/dep'), { recursive: true });
    workshop.write('surgery/package.json', '{ "type": "module" }');
    workshop.write('surgery/good.js', 'const state = { n: 1 }; export default state.n;');
    workshop.write('surgery/bad.js', '\nexport const = 1;');
    workshop.write('surgery/old.cjs', 'const state = { n: 1 }; exports.n = state.n;');
    workshop.write('surgery/view.jsx', 'export default <b/>;');
    workshop.write('surgery/skipped/a.js', 'const state = { n: 1 }; export default state.n;');
    workshop.write('surgery/node_modules/dep/index.js', 'const state = { n: 1 }; exports.n = state.n;');
  });

  it('tells what is instrumented, what cannot be parsed, and what is left alone and why', async () => {
    const text = await doctor('--exclude=skipped/**');
    expect(text).toContain('5 files below FOLDER\n  2 instrumented\n');
    expect(text).toMatch(/1 cannot be parsed and run as they are:\n {4}bad\.js:2:14 \S/);
    expect(text).toContain('1 left alone: exclude\n    skipped/a.js\n');
    expect(text).toMatch(/1 TypeScript or JSX .*\n {4}view\.jsx\n/);
    expect(text).toContain('Cache: FOLDER/node_modules/.cache/racewatch');
    expect(text).toContain(`on Node ${process.versions.node}`);
    expect(text).toMatch(/ES modules: module\.register/);
  });

  it('looks at dependencies when they are asked for', async () => {
    expect(await doctor('--deps', 'dep')).toContain('6 files below FOLDER\n  4 instrumented\n');
  });

  it('looks at single files', async () => {
    expect(await doctor('--cache=off', 'old.cjs')).toMatch(
      /Cache: off\n\n1 file below old\.cjs\n {2}1 instrumented\n/,
    );
  });

  it('says what is wrong with an option', async () => {
    const ended = await runNode([cli, 'doctor', '--instrument=some'], { cwd: folder });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('instrument takes app, all or off');
  });
});

it.runIf(process.getuid?.() !== 0)('a folder that cannot be written to is no cache', async () => {
  const folder = join(workshop.folder, 'locked');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o500);
  const [told] = await same(workshop, 'app.cjs', { options: `cache=${join(folder, 'below')}` });
  expect(told?.uncached).toBe(2);
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});
