// What a program can see of itself: stacks, call sites and the text of its functions are those of the files as they
// were written, whoever formats them.

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/children.ts';
import { instrumented, same } from './instrument-support.ts';
import { Workshop } from './workshop.ts';

const workshop = new Workshop(['source-map-support', 'tsx']);
afterAll(() => workshop[Symbol.dispose]());

const SHOW = `const top = (error, lines = 3) => console.log(error.stack.split('\\n').slice(0, lines).join('\\n'));`;
const FAILURES = `
const state = { n: { m: 1 }, list: [function first() { throw new Error('from a list') }] };
const attempt = (fn) => { try { fn(); } catch (error) { top(error); } };
function read() { return state.n.m.missing.x; }
attempt(read);
attempt(() => state.list.find((x) => x(state.n)));
attempt(() => { state.n.absent.x = state.n.m; });
attempt(() => { state.list[0](state.n); });
attempt(() => { const { n: { m: { missing } } } = state; return missing.x; });
attempt(() => new (class Shop { #p = state.n; run() { return this.#p.absent.x; } })().run());
attempt(() => { for (const x of state.list) x(state.n); });
attempt(() => { state.n.m++; state['n']['q'].r; });
attempt(() => state.n.absent(state.list));
attempt(() => state.list[state.n.m]());
attempt(() => new state.n.Absent());
for (let call = 0; call < 40; call++) attempt(() => state.n.absent(call), 1);
(async () => { await null; return state.n.m.missing.x; })().catch((error) => top(error));
`;

beforeAll(() => {
  workshop.write('package.json', '{}');
  workshop.write('failures.cjs', `'use strict'; ${SHOW}${FAILURES}`);
  workshop.write('failures.mjs', `${SHOW}${FAILURES}`);
  workshop.write('failures.ts', `interface Unused { n: number }\n${SHOW}${FAILURES}export {};\n`);
  workshop.write(
    'formatters.cjs',
    `const state = { n: { m: 1 } }; state.n.m++;
const sites = () => {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (_, all) => all;
  const all = new Error(state.n.m).stack;
  Error.prepareStackTrace = before;
  return all;
};
const [own, caller] = sites();
for (const site of [own, caller]) console.log(site.getFunctionName(), site.getLineNumber(), site.getColumnNumber(), String(site));
console.log(typeof Error.prepareStackTrace, Error.prepareStackTrace.name, Object.keys(Error));
Error.prepareStackTrace = function mine(error, all) { return error.message + ' ' + all[0].getColumnNumber() };
console.log((() => { state.n.m; return new Error('one') })().stack, Error.prepareStackTrace.name);
Error.prepareStackTrace = undefined;
console.log((() => { state.n.m; return new Error('two') })().stack.split('\\n')[1]);
try { Buffer.alloc('x') } catch (error) { console.log(error.stack.split('\\n')[0]) }
console.log(new Error('frames').stack.split('\\n').filter((line) => line.includes('racewatch') || line.includes('/dist/')));`,
  );
  workshop.write(
    'texts.cjs',
    `#!/usr/bin/env node
'use strict'; const $rwb = 1;
const state = { n: { m: 1 } };
function read(a, b = state.n) { return a.b.c + b.m; /* state.n.m */ }
const arrow = async (x) => { for await (const y of x.z) state.n.m += y; };
class Shop { #p = state.n; static s = state.n.m; get p() { return this.#p; } set p(v) { this.#p.m = v; } *[Symbol.iterator]() { yield* state.n; } }
const object = { method({ a, b: [c] } = state) { return a + c; }, get value() { return state.n; } };
const all = [read, arrow, Shop, object.method, Object.getOwnPropertyDescriptor(object, 'value').get, Shop.prototype[Symbol.iterator]];
for (const fn of all) console.log(String(fn), fn + '', Function.prototype.toString.call(fn), fn.name, fn.length);
const { toString } = Function.prototype;
console.log(String(toString), toString.name, toString.length, 'prototype' in toString, Object.getOwnPropertyNames(toString));
console.log(String(Math.max), String(class {}), $rwb);
try { toString.call({}) } catch (error) { console.log(error.name) }
console.log(eval('(' + read + ')')({ b: { c: 1 } }));`,
  );
  workshop.write('bundle-source.ts', `${SHOW}\n${FAILURES}`);
  spawnSync(
    join(ROOT, 'node_modules/.bin/esbuild'),
    [
      'bundle-source.ts',
      '--minify-whitespace',
      '--platform=node',
      '--sourcemap',
      '--outfile=bundle.js',
      '--log-level=error',
    ],
    { cwd: workshop.folder },
  );
});

describe.concurrent('stacks are those of the files as they were written', () => {
  it.each<[string, string, string[]]>([
    ['CommonJS', 'failures.cjs', []],
    ['an ES module', 'failures.mjs', []],
    ['source maps of Node', 'failures.cjs', ['--enable-source-maps']],
    ['a minified bundle', 'bundle.js', []],
    ['a minified bundle and source maps of Node', 'bundle.js', ['--enable-source-maps']],
    ['a minified bundle and source-map-support', 'bundle.js', ['--require', 'source-map-support/register']],
    ['tsx', 'failures.ts', ['--import', 'tsx']],
    ['formatters and call sites', 'formatters.cjs', []],
  ])('with %s (%s)', async (_name, program, node) => {
    const [told] = await same(workshop, program, { node });
    expect(told?.ran).toContain(program);
  });

  it.runIf(process.features.typescript)('with type stripping', async () => {
    expect(await same(workshop, 'failures.ts', { node: ['--no-warnings'] })).toMatchObject([
      { ran: ['failures.ts'] },
    ]);
  });
});

it('above an uncaught error that a helper throws stands no text of ours', async () => {
  workshop.write('uncaught.cjs', 'const shop = { sold: 1 };\nshop.absent();\n');
  const { stderr } = await workshop.watch(['uncaught.cjs']);
  const excerpt = stderr.slice(0, stderr.indexOf('TypeError: shop.absent is not a function'));
  expect(excerpt).toMatch(/\{ throw error \}/);
  expect(excerpt).not.toContain('exports');
});

it('functions show the text they were written as', async () => {
  expect(await same(workshop, 'texts.cjs')).toMatchObject([{ ran: [] }]);
  workshop.write(
    'texts-2.cjs',
    readFileSync(join(workshop.folder, 'texts.cjs'), 'utf8').replace(/^.*eval.*$/m, ''),
  );
  expect(await same(workshop, 'texts-2.cjs')).toMatchObject([{ ran: ['texts-2.cjs'] }]);
});

it.each(['failures.cjs', 'failures.mjs'])('coverage gets a map to the file for %s', async (program) => {
  const folder = join(workshop.folder, `coverage-${program}`);
  await instrumented(workshop, program, { env: { NODE_V8_COVERAGE: folder } });
  const url = pathToFileURL(join(workshop.folder, program)).href;
  const reports = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  const maps = reports.map((report) => report['source-map-cache']?.[url]?.data).filter(Boolean);
  expect(maps.map((map) => map.sources)).toContainEqual([url]);
});
