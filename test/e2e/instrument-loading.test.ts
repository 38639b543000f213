// Every way in which a module can come into a process: it is instrumented once, and the program prints what it
// prints without us.

import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typescriptWithApi } from '../stacks/workshop.ts';
import { instrumented, PRELOAD, same } from './instrument-support.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop(['tsx', 'ts-node']);
afterAll(() => workshop[Symbol.dispose]());

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const hooksOnThread = major > 22 || (major === 22 && minor >= 15);
const STATE = 'const state = { n: 1 };';
const QUIET = ['--no-warnings'];

beforeAll(() => {
  const { folder } = workshop;
  workshop.write('package.json', '{ "type": "commonjs" }');
  workshop.write(
    'plain.cjs',
    `#!/usr/bin/env node\n'use strict'; ${STATE}\nconsole.log(state.n, this === exports);`,
  );
  workshop.write('value.cjs', `${STATE} exports.value = state.n; exports['other'] = 2;`);
  workshop.write('deep.mjs', `${STATE} export const deep = state.n;`);
  workshop.write('late.mjs', `${STATE} await null; export default state.n;`);
  workshop.write(
    'query.mjs',
    `${STATE} export const own = state; export const url = import.meta.url.slice(-4);`,
  );
  workshop.write('data.json', '{ "k": 5 }');
  workshop.write(
    'main.mjs',
    `import { value, other } from './value.cjs';
import data from './data.json' with { type: 'json' };
import * as first from './query.mjs?v=1';
import * as second from './query.mjs?v=2';
import { createRequire } from 'node:module';
${STATE}
const late = await import('./late.mjs');
const inline = await import('data:text/javascript,export const x = { y: 1 }.y');
const again = createRequire(import.meta.url)('./value.cjs');
console.log(state.n, value, other, data.k, first.own === second.own, first.url, late.default, inline.x, again.value);`,
  );
  workshop.write(
    'dynamic.cjs',
    `${STATE} console.log(state.n); import('./late.mjs').then((m) => console.log(m.default));`,
  );
  workshop.write('required.cjs', `${STATE} console.log(state.n, require('./deep.mjs').deep);`);
  workshop.write('typeless/package.json', '{}');
  workshop.write('typeless/main.js', `${STATE} export const n = state.n; console.log(n);`);
  workshop.write(
    'workers.cjs',
    `const { Worker } = require('node:worker_threads');
${STATE}
new Worker(require('node:path').join(__dirname, 'worker.mjs')).on('message', (m) => console.log(m, state.n));`,
  );
  workshop.write(
    'worker.mjs',
    `import { parentPort } from 'node:worker_threads';
import { deep } from './deep.mjs';
const fn = (x) => deep + x.y;
parentPort.postMessage(fn + deep);`,
  );
  const typed = `interface State { n: number }\nconst state: State = { n: 1 };\n`;
  workshop.write('typed.ts', `import { value } from './typed-value';\n${typed}console.log(state.n, value);`);
  workshop.write('typed-value.ts', `${typed}export const value: number = state.n;`);
  workshop.write(
    'typed.mts',
    `import { value } from './typed-value.cts';\n${typed}console.log(state.n, value);`,
  );
  workshop.write('typed-value.cts', `${typed}exports.value = state.n;`);
  workshop.write('typed-required.cts', `${typed}console.log(state.n, require('./typed-value.cts').value);`);
  workshop.write(
    'register-hooks.mjs',
    `import { register } from 'node:module'; register('./hooks.mjs', import.meta.url);`,
  );
  workshop.write(
    'hooks.mjs',
    `export async function load(url, context, next) {
  const result = await next(url, context);
  if (!url.endsWith('deep.mjs')) return result;
  return { ...result, source: new TextEncoder().encode('/* from a hook */' + result.source) };
}`,
  );
  workshop.write('hooked.mjs', `import { deep } from './deep.mjs'; ${STATE} console.log(state.n, deep);`);
  workshop.write('broken.cjs', `const a = { b: 1 };\nlet c = a.b;\nlet c = 2;`);
  workshop.write(
    'broken-user.cjs',
    `${STATE} try { require('./broken.cjs') } catch (e) { console.log(state.n, e.name) }`,
  );
  workshop.write('lib/index.js', `${STATE} module.exports = state.n;`);
  mkdirSync(join(folder, 'node_modules/@some/dep'), { recursive: true });
  workshop.write('node_modules/@some/dep/index.js', `${STATE} module.exports = state.n;`);
  workshop.write('node_modules/other/index.js', `${STATE} module.exports = state.n;`);
  workshop.write(
    'selected.cjs',
    `${STATE} console.log(state.n, require('@some/dep'), require('other'), require('./lib'));`,
  );
});

const ran = async (...args: Parameters<typeof same> extends [unknown, ...infer Rest] ? Rest : never) =>
  (await same(workshop, ...args)).map(({ ran: files }) => files);

describe.concurrent('modules are instrumented', () => {
  it('as CommonJS, behind a hashbang and a directive', async () => {
    expect(await ran('plain.cjs')).toEqual([['plain.cjs']]);
  });

  it('as ES modules: static and dynamic, with a query, beside JSON, data: and CommonJS', async () => {
    expect(await ran('main.mjs')).toEqual([['late.mjs', 'main.mjs', 'query.mjs', 'query.mjs', 'value.cjs']]);
  });

  it('when CommonJS imports them', async () => {
    expect(await ran('dynamic.cjs')).toEqual([['dynamic.cjs', 'late.mjs']]);
  });

  it('when CommonJS requires an ES module', async () => {
    expect(await ran('required.cjs', { node: QUIET })).toEqual([['deep.mjs', 'required.cjs']]);
  });

  it('when nothing says that a file is an ES module', async () => {
    expect(await ran('typeless/main.js', { node: QUIET })).toEqual([['main.js']]);
  });

  it('in worker threads', async () => {
    expect(await ran('workers.cjs')).toEqual([['workers.cjs'], ['deep.mjs', 'worker.mjs']]);
  });

  it('behind the load hooks of others', async () => {
    const node = [...QUIET, '--import', pathToFileURL(join(workshop.folder, 'register-hooks.mjs')).href];
    const [files = []] = await ran('hooked.mjs', { node });
    expect(files).toEqual(expect.arrayContaining(['deep.mjs', 'hooked.mjs']));
  });

  it('not when they cannot be parsed, which is told with the place', async () => {
    const told = await same(workshop, 'broken-user.cjs');
    expect(told).toMatchObject([{ ran: ['broken-user.cjs'], unparsed: ['broken.cjs:3:5'] }]);
  });
});

describe.concurrent('TypeScript is instrumented as the JavaScript it becomes', () => {
  const tsx = ['--import', 'tsx'];

  it.each<[string, boolean, string[], string, string[]]>([
    ['tsx', false, tsx, 'typed.ts', ['typed-value.ts', 'typed.ts']],
    ['tsx before us', true, tsx, 'typed.ts', ['typed-value.ts', 'typed.ts']],
    ['tsx', false, tsx, 'typed.mts', ['typed-value.cts', 'typed.mts']],
    ['tsx/cjs', false, ['--require', 'tsx/cjs'], 'typed.ts', ['typed-value.ts', 'typed.ts']],
  ])('by %s (after us: %j, %j) for %s', async (_name, preloadLast, node, program, files) => {
    expect(await ran(program, { node, preloadLast })).toEqual([files]);
  });

  it('by the command tsx', async () => {
    const cli = join(workshop.folder, 'node_modules/tsx/dist/cli.mjs');
    const ended = await workshop.plain([cli, '--require', PRELOAD, 'typed.ts']);
    expect(ended.stdout).toBe('1 1\n');
    expect(ended.stderr).toContain('"ran":["typed-value.ts","typed.ts"]');
  });

  const compiler = typescriptWithApi();
  it.runIf(compiler !== undefined)('by ts-node', async () => {
    const env = {
      TS_NODE_COMPILER: compiler,
      TS_NODE_TRANSPILE_ONLY: '1',
      TS_NODE_SKIP_PROJECT: '1',
      TS_NODE_COMPILER_OPTIONS: '{"module":"commonjs","target":"es2022"}',
    };
    const node = ['--require', 'ts-node/register'];
    expect(await ran('typed.ts', { node, env })).toEqual([['typed-value.ts', 'typed.ts']]);
  });

  it.runIf(process.features.typescript).each([
    ['typed.mts', ['typed-value.cts', 'typed.mts']],
    ['typed-required.cts', ['typed-required.cts', 'typed-value.cts']],
  ])('by Node itself for %s', async (program, files) => {
    expect(await ran(program)).toEqual([files]);
  });
});

describe.concurrent('options choose the files', () => {
  it.each<[string, string[]]>([
    ['', ['index.js', 'selected.cjs']],
    ['exclude=lib/**', ['selected.cjs']],
    ['exclude=* include=lib/*', []],
    ['deps=@some/dep exclude=lib/**', ['index.js', 'selected.cjs']],
    ['deps=* exclude=lib/**', ['index.js', 'index.js', 'selected.cjs']],
    ['instrument=all', ['index.js', 'index.js', 'index.js', 'selected.cjs']],
  ])('%j', async (options, files) => {
    expect(await ran('selected.cjs', { options })).toEqual([files]);
  });

  it('instrument=off leaves everything as it is', async () => {
    const { told } = await instrumented(workshop, 'selected.cjs', { options: 'instrument=off' });
    expect(told).toMatchObject([{ ran: [] }]);
  });

  it('files outside the working directory are left alone unless they are included', async () => {
    const cwd = join(workshop.folder, 'lib');
    const program = join(workshop.folder, 'plain.cjs');
    expect(await ran(program, { cwd })).toEqual([[]]);
    expect(await ran(program, { cwd, options: 'include=plain.cjs' })).toEqual([['plain.cjs']]);
  });

  it('a link to a file is that file', async () => {
    const link = join(workshop.folder, 'link.cjs');
    if (!existsSync(link)) symlinkSync(join(workshop.folder, 'plain.cjs'), link);
    expect(await ran('link.cjs')).toEqual([['plain.cjs']]);
  });
});

it.runIf(hooksOnThread)('modules that a required ES module imports are instrumented', async () => {
  workshop.write(
    'outer.mjs',
    `import { deep } from './deep.mjs'; ${STATE} export const outer = state.n + deep;`,
  );
  workshop.write('outer.cjs', `console.log(require('./outer.mjs').outer);`);
  expect((await ran('outer.cjs', { node: QUIET }))[0]).toEqual(
    expect.arrayContaining(['deep.mjs', 'outer.mjs']),
  );
});
