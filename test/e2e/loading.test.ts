// Every way in which the preload and the application come into a process: one detector each time, and programs that
// have nothing to do with us behave as they do without.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/children.ts';
import { ownLines, REGISTER, racesIn, SHOP, Workshop } from './workshop.ts';

const workshop = new Workshop(['tsx']);
afterAll(() => workshop[Symbol.dispose]());

const ESM = SHOP.replace(
  "const { track, task } = require('racewatch')",
  "import { track, task } from 'racewatch'",
);
const TYPED = ESM.replace('(count) {', '(count: number): Promise<void> {')
  .replace('buy(count) {', 'buy(count: number): Promise<void> {')
  .replace('const stock =', 'interface Stock {\n  apples: number;\n}\nconst stock: Stock =')
  .replace('(done) =>', '(done: (value?: unknown) => void) =>');
const REGISTER_URL = pathToFileURL(REGISTER).href;
const COPY = join(workshop.folder, 'copy');

/** A copy of the package as a second installation would be. */
function copyPackage(): void {
  mkdirSync(join(COPY, 'node_modules'), { recursive: true });
  cpSync(join(ROOT, 'dist'), join(COPY, 'dist'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(COPY, 'package.json'));
  for (const name of ['source-map-support', 'source-map', 'buffer-from', 'stacktrace-parser', 'type-fest']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(COPY, 'node_modules', name), 'dir');
  }
}

beforeAll(() => {
  copyPackage();
  workshop.write('app.cjs', SHOP);
  workshop.write('app.mjs', `${ESM}await sold;\n`);
  workshop.write('app.ts', TYPED);
  workshop.write('app.mts', `${TYPED}await sold;\n`);
  workshop.write('first-line.cjs', `require('racewatch/register');${SHOP}`);
  workshop.write('first-line.mjs', `import 'racewatch/register';${ESM}`);
  workshop.write('other-copy.cjs', SHOP.replace("'racewatch'", JSON.stringify(COPY)));
});

/** The one race of the shop, as path and site; the process ended with the code for races and said nothing else. */
async function only(preload: readonly string[], program: string, env: Record<string, string> = {}) {
  const racewatch = 'format=jsonl log_path=stdout';
  const ended = await workshop.watch([program], { racewatch, preload, env });
  expect(ended).toMatchObject({ code: 66, stderr: '' });
  return racesIn(ended.stdout).map((race) => [race.location.path, race.accesses[2]?.stack[0]?.file]);
}

describe.concurrent('one detector, whichever way it is loaded', () => {
  const required = ['--require', REGISTER];
  const imported = ['--import', REGISTER_URL];
  const byName = 'racewatch/register';

  it.each<[string, string[], string]>([
    ['--require', required, 'app.cjs'],
    ['--require', required, 'app.mjs'],
    ['--import', imported, 'app.cjs'],
    ['--import', imported, 'app.mjs'],
    ['--require by name', ['--require', byName], 'app.cjs'],
    ['--import by name', ['--import', byName], 'app.mjs'],
    ['--require and --import', [...required, ...imported], 'app.cjs'],
    ['--import and --require', [...imported, ...required], 'app.mjs'],
    ['--require by path and by name', [...required, '--require', byName], 'app.cjs'],
    ['its first line', [], 'first-line.cjs'],
    ['its first line', [], 'first-line.mjs'],
    ['its first line and --require', required, 'first-line.mjs'],
    ['--enable-source-maps as well', ['--enable-source-maps', ...required], 'app.cjs'],
    ['tsx after it', [...required, '--import', 'tsx'], 'app.ts'],
    ['tsx before it', ['--import', 'tsx', ...imported], 'app.ts'],
    ['tsx after it', [...required, '--import', 'tsx'], 'app.mts'],
    ['tsx/cjs', [...required, '--require', 'tsx/cjs'], 'app.ts'],
  ])('with %s (%j) for %s', async (_name, preload, program) => {
    expect(await only(preload, program)).toEqual([['stock.apples', program]]);
  });

  it.each(['app.cjs', 'app.mjs'])('with NODE_OPTIONS for %s', async (program) => {
    const env = { NODE_OPTIONS: `--require ${REGISTER}` };
    expect(await only([], program, env)).toEqual([['stock.apples', program]]);
  });

  it('with NODE_OPTIONS and --require at once', async () => {
    const env = { NODE_OPTIONS: `--require ${REGISTER}` };
    expect(await only(required, 'app.cjs', env)).toEqual([['stock.apples', 'app.cjs']]);
  });

  it.runIf(process.features.typescript)("with Node's own type stripping", async () => {
    const preload = [
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
    ];
    expect(await only([...preload, ...required], 'app.mts')).toEqual([['stock.apples', 'app.mts']]);
  });
});

describe.concurrent('positions are those of the TypeScript source', () => {
  const line = TYPED.split('\n').findIndex((text) => text.includes('stock.apples = seen')) + 1;

  it.each<[string, string[]]>([
    ['tsx', ['--import', 'tsx']],
    ...(process.features.typescript
      ? [['type stripping', ['--disable-warning=ExperimentalWarning']] as [string, string[]]]
      : []),
  ])('through %s', async (_name, loader) => {
    const ended = await workshop.watch(['app.mts'], {
      preload: ['--require', REGISTER, ...loader],
      racewatch: 'format=jsonl log_path=stdout',
    });
    const [race] = racesIn(ended.stdout);
    expect(race?.accesses[2]?.stack[0]).toMatchObject({ file: 'app.mts', line, function: 'buy' });
  });
});

describe.concurrent('a second copy of the package', () => {
  const second = join(COPY, 'dist/instrument/register.js');
  const standsDown = `racewatch: Racewatch 0.1.0 at ${COPY}/dist/instrument stands down: version 0.1.0 at ${ROOT}/dist/instrument is watching this process already.`;

  it.each<[string, string[], string]>([
    ['required', ['--require', REGISTER, '--require', second], 'app.cjs'],
    ['imported', ['--require', REGISTER, '--import', pathToFileURL(second).href], 'app.mjs'],
  ])('stands down when it is %s, and says so in one line', async (_name, preload, program) => {
    const ended = await workshop.watch([program], { preload, racewatch: 'format=jsonl log_path=stdout' });
    expect(ended).toMatchObject({ code: 66, stderr: `${standsDown}\n` });
    expect(racesIn(ended.stdout)).toHaveLength(1);
  });

  it('serves the API through the first one', async () => {
    expect(await only(['--require', REGISTER], 'other-copy.cjs')).toEqual([
      ['stock.apples', 'other-copy.cjs'],
    ]);
  });
});

describe('task_carrier=cls without cls-hooked', () => {
  it('is one sentence, and the program runs unwatched', async () => {
    const preload = ['--require', join(COPY, 'dist/instrument/register.js')];
    const ended = await workshop.watch(['app.cjs'], { preload, racewatch: 'task_carrier=cls' });
    expect(ended).toMatchObject({ code: 0, stdout: '' });
    expect(ended.stderr.split('\n')[0]).toMatch(
      /^racewatch: cannot start, the program runs unwatched: Cannot find module 'cls-hooked'/,
    );
    expect(ownLines(ended.stderr)).toHaveLength(1);
  });
});

describe('a program that has nothing to do with us behaves as it does without', () => {
  beforeAll(() => {
    workshop.write('syntax.cjs', 'const = 1;\n');
    workshop.write('syntax.mjs', 'export const = 1;\n');
    workshop.write('throws.cjs', "console.log('before');\nthrow new Error('boom');\n");
    workshop.write('rejects.mjs', "console.log('before');\nawait Promise.reject(new TypeError('boom'));\n");
    workshop.write('waits.mjs', 'await new Promise(() => {});\n');
    workshop.write('arguments.cjs', 'console.log(process.argv.slice(2), require.main === module);\n');
    workshop.write(
      'listeners.cjs',
      "console.log(process.listenerCount('uncaughtException'), process.listenerCount('unhandledRejection'));\n",
    );
    workshop.write('deep.cjs', '(function deep() { deep(); })();\n');
    workshop.write('globals.cjs', 'console.log(Object.keys(globalThis).join());\n');
    workshop.write(
      'warns.cjs',
      "process.emitWarning('careful'); require('node:events').setMaxListeners(1);\n",
    );
    workshop.write(
      'stack.cjs',
      "console.log(new Error('e').stack.split('\\n').slice(0, 2).join(), Error.stackTraceLimit, Error.prepareStackTrace);\n",
    );
  });

  /** Frames of Node and of ours tell of the hooks; the application's frames must be the same. */
  const told = ({ stdout, stderr }: { stdout: string; stderr: string }) =>
    (stdout + stderr)
      .replaceAll(ROOT, 'node:racewatch')
      .replace(/\n +at .*node:.*/g, '')
      .replace(/^\(node:\d+\)/gm, '(node:PID)');

  it.each<[string, string[], string?]>([
    ['a syntax error', ['syntax.cjs']],
    ['a syntax error in a module', ['syntax.mjs']],
    ['a file that is not there', ['missing.cjs']],
    ['an exception', ['throws.cjs']],
    ['a rejection at top level', ['rejects.mjs']],
    ['an await that never ends', ['waits.mjs']],
    ['arguments', ['arguments.cjs', '--require', 'a b']],
    ['listeners of the process', ['listeners.cjs']],
    ['a stack that overflows', ['deep.cjs']],
    ['the enumerable globals', ['globals.cjs']],
    ['a warning', ['warns.cjs']],
    ['the stack of an error', ['stack.cjs']],
    ['-e', ['-e', 'console.log(1 + 1)']],
    ['-e with an exception', ['-e', 'null.x']],
    ['-p', ['-p', '[1, new Map([[1, 2]])]']],
    ['--check', ['--check', 'syntax.cjs']],
    ['--version', ['--version']],
    ['a script on stdin', ['-'], 'console.log("from stdin")'],
    ['a script on stdin with an exception', [], 'throw new RangeError("boom")'],
    ['the REPL', ['-i'], 'const a = new Map([[1, 2]])\na.get(1)\nawait 5\nnope\n.exit\n'],
  ])('%s', (_name, args, input = '') => {
    const env = { ...process.env, NODE_OPTIONS: '', RACEWATCH: '', NODE_REPL_HISTORY: '' };
    const run = (before: string[]) =>
      spawnSync(process.execPath, [...before, ...args], {
        cwd: workshop.folder,
        env,
        input,
        encoding: 'utf8',
      });
    const plain = run([]);
    const watched = run(['--require', REGISTER]);
    expect(told(watched)).toBe(told(plain));
    expect([watched.status, watched.signal]).toEqual([plain.status, plain.signal]);
  });
});

describe('node --test', () => {
  beforeAll(() => {
    workshop.write(
      'shop.test.cjs',
      `const test = require('node:test');
       test('sells', async () => {${SHOP} await sold; });
       test('fails', () => { throw new Error('boom'); });
       test('skips', { skip: true }, () => {});`,
    );
  });

  it('runs as it does without us, and the process of the test file reports', async () => {
    const racewatch = 'log_path=test format=jsonl fail_on=never';
    const ended = await workshop.watch(['--test', '--test-reporter=tap', 'shop.test.cjs'], { racewatch });
    expect(ended.code).toBe(1);
    expect(ended.stdout.match(/^# (pass|fail|skipped) \d+$/gm)).toEqual([
      '# pass 1',
      '# fail 1',
      '# skipped 1',
    ]);
    const races = workshop.logs('test').flatMap((log) => log.races);
    expect(races.map((race) => race.location.path)).toEqual(['stock.apples']);
  });
});
