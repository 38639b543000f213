import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodes, typescriptWithApi, Workshop } from './workshop.ts';

const shop = readFileSync(join(import.meta.dirname, 'fixtures/shop.ts'), 'utf8').split('\n');
const lineOf = (mark: string) => shop.findIndex((line) => line.includes(`// mark: ${mark}`)) + 1;
const columnOf = (mark: string, word: string) => (shop[lineOf(mark) - 1] ?? '').indexOf(word) + 1;

/** Maps shift columns by a token here and there; lines, files and names are exact. */
const expected = [
  { function: 'Warehouse.takeFromStock', line: lineOf('take') },
  { function: 'sellOneItem', line: lineOf('sell') },
  { function: 'serveCustomer', line: lineOf('serve'), async: true },
];

const compiler = typescriptWithApi();
let workshop: Workshop;

beforeAll(() => {
  workshop = new Workshop();
  for (const app of ['external', 'broken', 'missing', 'garbled', 'huge']) {
    workshop.app(app);
    workshop.tsc(app, '--sourceMap');
  }
  workshop.write('broken/dist/shop.js.map', '{ "version": 3, "sources": [');
  workshop.write(
    'missing/dist/shop.js',
    workshop.read('missing/dist/shop.js').replace('shop.js.map', 'gone.js.map'),
  );
  const garbled = JSON.parse(workshop.read('garbled/dist/shop.js.map'));
  workshop.write('garbled/dist/shop.js.map', JSON.stringify({ ...garbled, mappings: '!!!;???' }));
  const huge = { ...garbled, sourcesContent: ['x'.repeat(11_000_000)] };
  workshop.write('huge/dist/shop.js.map', JSON.stringify(huge));
  for (const app of ['sections', 'escaped', 'escaped sections']) {
    workshop.app(app);
    workshop.tsc(app, '--sourceMap', '--inlineSources');
  }
  for (const app of ['sections', 'escaped sections']) {
    const map = JSON.parse(workshop.read(`${app}/dist/shop.js.map`));
    const sections = [{ offset: { line: 0, column: 0 }, map }];
    workshop.write(`${app}/dist/shop.js.map`, JSON.stringify({ version: 3, sections }));
    rmSync(join(workshop.folder, app, 'src'), { recursive: true });
  }
  for (const app of ['escaped', 'escaped sections']) {
    workshop.write(`${app}/dist/[shop] 1.map`, workshop.read(`${app}/dist/shop.js.map`));
    const code = workshop.read(`${app}/dist/shop.js`);
    workshop.write(`${app}/dist/shop.js`, code.replace('shop.js.map', '%5Bshop%5D%201.map'));
  }
  workshop.app('inline');
  workshop.tsc('inline', '--inlineSourceMap', '--inlineSources');
  rmSync(join(workshop.folder, 'inline/src'), { recursive: true });
  workshop.app('rooted');
  workshop.tsc('rooted', '--sourceMap', '--sourceRoot', '../src');
  workshop.app('rooted by url');
  workshop.tsc(
    'rooted by url',
    '--sourceMap',
    '--sourceRoot',
    `file://${encodeURI(workshop.folder)}/rooted%20by%20url/src/`,
  );
  workshop.app('module', 'module');
  workshop.tsc('module', '--sourceMap');
  workshop.app('bundle');
  workshop.esbuild('bundle', '--outfile=dist/bundle.js');
  workshop.esbuild('bundle', '--outfile=dist/small.js', '--minify');
  workshop.esbuild('bundle', '--outfile=dist/module.mjs', '--format=esm', '--sourcemap=inline', '--minify');
  workshop.app('loaded');
  workshop.app('loaded module', 'module');
  workshop.write(
    'loaded/tsconfig.json',
    '{ "compilerOptions": { "target": "es2022", "module": "commonjs" } }',
  );
}, 120_000);

afterAll(() => workshop.remove());

interface Way {
  name: string;
  app: string;
  args: string[];
  env?: Record<string, string>;
  /** Class names are gone. */
  minified?: true;
  /** First Node that can do it. */
  since?: number;
}

const tsNode = ['-r', 'ts-node/register/transpile-only', 'src/shop.ts'];
const ways: Way[] = [
  { name: 'tsc with an external map', app: 'external', args: ['dist/shop.js'] },
  { name: 'tsc with an inline map and no source on disk', app: 'inline', args: ['dist/shop.js'] },
  { name: 'a map in sections, and no source on disk', app: 'sections', args: ['dist/shop.js'] },
  { name: 'a map whose URL has escapes', app: 'escaped', args: ['dist/shop.js'] },
  { name: 'a map in sections whose URL has escapes', app: 'escaped sections', args: ['dist/shop.js'] },
  {
    name: 'a map in sections under --enable-source-maps',
    app: 'sections',
    args: ['--enable-source-maps', 'dist/shop.js'],
  },
  { name: 'tsc with a relative source root', app: 'rooted', args: ['dist/shop.js'] },
  { name: 'tsc with a file URL as source root', app: 'rooted by url', args: ['dist/shop.js'] },
  { name: 'tsc to an ES module', app: 'module', args: ['dist/shop.js'] },
  { name: 'tsc under --enable-source-maps', app: 'external', args: ['--enable-source-maps', 'dist/shop.js'] },
  {
    name: 'an ES module under --enable-source-maps',
    app: 'module',
    args: ['--enable-source-maps', 'dist/shop.js'],
  },
  {
    name: 'tsc with source-map-support installed',
    app: 'external',
    args: ['-r', 'source-map-support/register', 'dist/shop.js'],
  },
  {
    name: 'tsc with source-map-support installed under --enable-source-maps',
    app: 'external',
    args: ['--enable-source-maps', '-r', 'source-map-support/register', 'dist/shop.js'],
  },
  { name: 'an esbuild bundle', app: 'bundle', args: ['dist/bundle.js'] },
  { name: 'a minified esbuild bundle', app: 'bundle', args: ['dist/small.js'], minified: true },
  {
    name: 'a minified ES module bundle with an inline map',
    app: 'bundle',
    args: ['dist/module.mjs'],
    minified: true,
  },
  {
    name: 'a bundle under --enable-source-maps',
    app: 'bundle',
    args: ['--enable-source-maps', 'dist/small.js'],
    minified: true,
  },
  { name: 'tsx', app: 'loaded', args: ['--import', 'tsx', 'src/shop.ts'] },
  { name: 'tsx with an ES module', app: 'loaded module', args: ['--import', 'tsx', 'src/shop.ts'] },
  { name: "Node's own type stripping", app: 'loaded module', args: ['src/shop.ts'], since: 22 },
];

describe.each(nodes())('on Node $name', ({ name: version, path: node }) => {
  function expectOriginal(way: Way): void {
    const { frames, code, thrown } = workshop.run(node, way.app, way.args, way.env);
    const application = frames.filter((frame) => frame.owner === 'application');
    expect(application).toHaveLength(expected.length);
    for (const [index, frame] of application.entries()) {
      const name = expected[index]?.function.replace(way.minified ? /^.*\./ : '', '');
      expect(frame).toMatchObject({ ...expected[index], function: name, file: 'src/shop.ts' });
    }
    expect(application[0]?.column).toBe(columnOf('take', 'captureStack()'));
    expect(code.split('\n')[1]).toBe(`> ${lineOf('take')} | ${shop[lineOf('take') - 1]}`);
    expect(thrown).toContain('as the host shows it\n    at ');
  }

  for (const way of ways) {
    it.skipIf(Number(version) < (way.since ?? 0))(`shows original positions for ${way.name}`, () =>
      expectOriginal(way),
    );
  }

  it.skipIf(compiler === undefined)(
    'shows original positions for ts-node (needs a TypeScript with a compiler API)',
    () => {
      expectOriginal({
        name: 'ts-node',
        app: 'loaded',
        args: tsNode,
        env: { TS_NODE_COMPILER: compiler ?? '' },
      });
    },
  );

  it.each([
    { app: 'broken', stats: { broken: 1, missing: 0 } },
    { app: 'garbled', stats: { broken: 1, missing: 0 } },
    { app: 'missing', stats: { broken: 0, missing: 1 } },
    { app: 'huge', stats: { broken: 0, oversized: 1 } },
  ])('shows generated positions and counts the map in the application $app', ({ app, stats }) => {
    const outcome = workshop.run(node, app, ['dist/shop.js']);
    expect(outcome.frames[0]).toMatchObject({ file: 'dist/shop.js', function: 'Warehouse.takeFromStock' });
    expect(outcome.stats).toMatchObject(stats);
  });
});
