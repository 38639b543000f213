// Every option in a real process: what the program then prints, and where.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPTION_NAMES } from '../../src/config/options.ts';
import { ownLines, racesIn, SHOP, Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

/** A warning, a notice and an error, in this order of places. */
const LEVELS = `${SHOP}
const cache = track(new Map(), 'cache');
async function load(n) {
  if (cache.has('k')) return;
  await turns(n);
  cache.set('k', n);
}
const price = track({ now: 1 }, 'price');
async function look() {
  const before = price.now;
  await turns(2);
  return [before, price.now];
}
async function raise() {
  await turns(1);
  price.now = 2;
}
Promise.all([task('a', () => load(1)), task('b', () => load(2)), task('c', look), task('d', raise), sold]);
`;
/** Secrets under telling keys, a telling value, and a plain one; each set by two tasks and read back. */
const SECRETS = `
const { track, task } = require('racewatch');
const state = track({ password: '', card: { number: '' }, link: '', plain: '' }, 'state');
async function set(name, count) {
  state.password = 'hunter-' + name;
  state.card.number = '4111-' + name;
  state.link = 'https://me:' + name + '@host/';
  state.plain = 'shown-' + name;
  for (let n = 0; n < count; n++) await new Promise((done) => setImmediate(done));
  return [state.password, state.card.number, state.link, state.plain];
}
Promise.all([task('first', () => set('ann', 3)), task('second', () => set('bob', 1))]);
`;
/** Two tasks of which neither starts before the other, as requests are. */
const APART = `
const { track, task } = require('racewatch');
const page = track({ user: '' }, 'page');
async function show(user, count) {
  page.user = user;
  for (let n = 0; n < count; n++) await new Promise((done) => setImmediate(done));
  return page.user;
}
setImmediate(() => task('first', () => show('ann', 3)));
setImmediate(() => task('second', () => show('bob', 1)));
`;
/** The race is in one file, the start of the tasks in another. */
const HELPER = `
exports.buy = async function buy(stock, count) {
  const seen = stock.apples;
  for (let n = 0; n < count; n++) await new Promise((done) => setImmediate(done));
  stock.apples = seen - count;
};
`;
const CALLER = `
const { track, task } = require('racewatch');
const { buy } = require('./lib/helper.cjs');
const stock = track({ apples: 10 }, 'stock');
Promise.all([task('first', () => buy(stock, 1)), task('second', () => buy(stock, 2))]);
`;
/** Two requests race on what hangs on the server; two stores of one AsyncLocalStorage share an object. */
const ROOTS = `
const http = require('node:http');
const { AsyncLocalStorage } = require('node:async_hooks');
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const storage = new AsyncLocalStorage();
const user = { name: '' };
let arrived = 0;
const server = http.createServer(async (request, response) => {
  server.current.url = request.url;
  await storage.run({ user }, async () => {
    storage.getStore().user.name = request.url;
    for (arrived++; arrived < 2; ) await wait(1);
    await wait(1);
    response.end(server.current.url + storage.getStore().user.name);
  });
});
server.current = { url: '' };
server.listen(0, async () => {
  const ask = (path) => fetch('http://localhost:' + server.address().port + path).then((answer) => answer.text());
  await Promise.all([ask('/a'), ask('/b')]);
  server.close();
  server.closeAllConnections();
});
`;

beforeAll(() => {
  workshop.write('shop.cjs', SHOP);
  workshop.write('levels.cjs', LEVELS);
  workshop.write('secrets.cjs', SECRETS);
  workshop.write('apart.cjs', APART);
  workshop.write('lib/helper.cjs', HELPER);
  workshop.write('caller.cjs', CALLER);
  workshop.write('roots.cjs', ROOTS);
});

const JSONL = 'format=jsonl log_path=stdout';

async function races(program: string, racewatch = '') {
  const ended = await workshop.watch([program], { racewatch: `${JSONL} ${racewatch}` });
  expect(ended.stderr).toBe('');
  return racesIn(ended.stdout);
}

const REPORT = `==================
WARNING: RACE lost-update on stock.apples
Task "second" read stock.apples, task "first" changed it, then task "second" wrote it back without
looking again: the change by task "first" is lost.
Level error: almost certainly a bug. Seen once so far.

Read by task 2 (second) at T ms, turn N, saw 10:
  buy()
      shop.cjs:8:22
  <anonymous>()
      shop.cjs:12:77
  <module>()
      shop.cjs:12:56

      7 | async function buy(count) {
    > 8 |   const seen = stock.apples;
        |                      ^
      9 |   await turns(count);

Then write by task 1 (first) at T ms, turn N, wrote 9:
  buy()
      shop.cjs:10:9

       9 |   await turns(count);
    > 10 |   stock.apples = seen - count;
         |         ^
      11 | }

Then write by task 2 (second) at T ms, turn N, wrote 8:
  buy()
      shop.cjs:10:9

Task 2: second, started at:
  <module>()
      shop.cjs:12:56

Task 1: first, started at:
  <module>()
      shop.cjs:12:27

When it happened:
  TIMES
  task 2   R=W   second
  task 1   W   first
  R read, W write; = the time in which task 2 counted on nobody interfering

What to change:
  - Read and write with no await between them: await first, then \`map.set(key, map.get(key) - 1)\`.
  - If the await must stay in between, hold one lock per key across it, or compare a version before
    writing.

Fingerprint F, process P, TIME
SUMMARY: racewatch: lost-update on stock.apples, shop.cjs:10 in buy vs shop.cjs:10 in buy
==================
Found 1 race
`;

describe.concurrent('log_path and format', () => {
  it('the text goes to stderr when nothing is said', async () => {
    const ended = await workshop.watch(['shop.cjs']);
    expect(ended.stdout).toBe('');
    expect(workshop.normal(ended.stderr)).toBe(REPORT);
  });

  it('log_path=stdout sends it to stdout', async () => {
    const ended = await workshop.watch(['shop.cjs'], { racewatch: 'log_path=stdout' });
    expect(ended.stderr).toBe('');
    expect(workshop.normal(ended.stdout)).toBe(REPORT);
  });

  it('log_path=stderr format=jsonl writes one object a line and nothing else', async () => {
    const ended = await workshop.watch(['levels.cjs'], { racewatch: 'log_path=stderr format=jsonl' });
    expect(ended.stdout).toBe('');
    expect(
      racesIn(ended.stderr)
        .map((race) => race.level)
        .sort(),
    ).toEqual(['error', 'warning']);
  });

  it.each(['text', 'jsonl'])('a prefix gives one file per process, in format %s', async (format) => {
    const prefix = `logs-${format}/race`;
    workshop.write(`logs-${format}/.keep`, '');
    const ended = await workshop.watch(['shop.cjs'], { racewatch: `log_path=${prefix} format=${format}` });
    expect(ended).toMatchObject({ stdout: '', stderr: '', code: 66 });
    const [log, ...more] = workshop.logs(prefix);
    expect(more).toEqual([]);
    expect(log?.name).toMatch(format === 'text' ? /^race\.\d+\.txt$/ : /^race\.\d+\.jsonl$/);
    if (format === 'text') expect(workshop.normal(log?.text ?? '')).toBe(REPORT);
    else expect(log?.races).toHaveLength(1);
  });

  it('a program without races leaves no file behind', async () => {
    await workshop.watch(['-e', '0'], { racewatch: 'log_path=nothing' });
    expect(workshop.logs('nothing')).toEqual([]);
  });

  it('a prefix in a folder that is not there is said once, and stderr stands in', async () => {
    const ended = await workshop.watch(['levels.cjs'], { racewatch: 'log_path=no/such/folder format=jsonl' });
    const [first, ...lines] = ended.stderr.split('\n');
    expect(first).toMatch(
      /^racewatch: cannot open no\/such\/folder\.\d+\.jsonl \(ENOENT\); reports go to stderr instead\.$/,
    );
    expect(racesIn(lines.join('\n'))).toHaveLength(2);
  });
});

describe.concurrent('level', () => {
  it.each([
    ['error', ['error']],
    ['warning', ['error', 'warning']],
    ['notice', ['error', 'notice', 'warning']],
  ])('%s reports that and what is worse', async (level, expected) => {
    expect((await races('levels.cjs', `level=${level}`)).map((race) => race.level).sort()).toEqual(expected);
  });
});

describe.concurrent('values', () => {
  const shown = (list: Awaited<ReturnType<typeof races>>) =>
    Object.fromEntries(list.map((race) => [race.location.path, race.accesses.map((access) => access.value)]));

  it('are shown but for what looks secret', async () => {
    expect(shown(await races('secrets.cjs'))).toEqual({
      'state.password': ['***', '***', '***'],
      'state.card.number': ['***', '***', '***'],
      'state.link': ['***', '***', '***'],
      'state.plain': ['shown-ann', 'shown-bob', 'shown-bob'],
    });
  });

  it('are left out with values=0', async () => {
    const none = [undefined, undefined, undefined];
    expect(shown(await races('secrets.cjs', 'values=0'))).toEqual({
      'state.password': none,
      'state.card.number': none,
      'state.link': none,
      'state.plain': none,
    });
  });

  it('that look secret are in no report, whatever its format', async () => {
    for (const racewatch of ['', JSONL, 'values=0']) {
      const ended = await workshop.watch(['secrets.cjs'], {
        racewatch: `${racewatch} inventory=1 verbosity=2`,
      });
      expect(ended.stdout + ended.stderr).not.toMatch(/hunter-ann|4111-ann|me:ann/);
    }
  });
});

describe.concurrent('stacks', () => {
  it.each([
    ['enough', [true, true, true]],
    ['always', [true, true, true]],
    ['contended', [false, true, true]],
  ])('%s', async (stacks, expected) => {
    const [race] = await races('apart.cjs', `stacks=${stacks}`);
    expect(race?.accesses.map((access) => access.stack.some((frame) => frame.file === 'apart.cjs'))).toEqual(
      expected,
    );
  });
});

describe.concurrent('ignore', () => {
  it.each([
    ['a location', 'stock.apples', []],
    ['locations by a glob', 'stock.*', []],
    ['a file, wherever it lies', 'helper.cjs', []],
    ['files by a glob', 'lib/**', []],
    ['one of several', '{cart,stock}.*,nothing', []],
    ['not the file that only starts the tasks', 'caller.cjs', ['stock.apples']],
    ['not what only begins like it', 'stock', ['stock.apples']],
  ])('%s', async (_name, globs, expected) => {
    const found = await races('caller.cjs', `ignore=${globs}`);
    expect(found.map((race) => race.location.path)).toEqual(expected);
  });

  it('what is ignored fails nothing', async () => {
    expect(await workshop.watch(['caller.cjs'], { racewatch: 'ignore=stock.**' })).toEqual({
      code: 0,
      signal: null,
      stdout: '',
      stderr: '',
    });
  });
});

describe.concurrent('roots', () => {
  const SERVER = 'http.Server.current.url';
  const STORE = 'AsyncLocalStorage store.user.name';

  it.each([
    ['all', [STORE, SERVER]],
    ['-als', [SERVER]],
    ['all,-http', [STORE]],
    ['als', [STORE]],
    ['none', []],
  ])('%s', async (roots, expected) => {
    const found = await races('roots.cjs', `instrument=off roots=${roots}`);
    expect(found.map((race) => race.location.path).sort()).toEqual(expected);
  });

  it('none leaves what the program tracks itself', async () => {
    expect(await races('shop.cjs', 'roots=none')).toHaveLength(1);
  });
});

describe.concurrent('strip_path_prefix', () => {
  it('is taken off the paths that begin with it', async () => {
    const [race] = await races('caller.cjs', `strip_path_prefix=${workshop.folder}/lib/`);
    expect(race?.accesses[1]?.stack[0]?.file).toBe('helper.cjs');
    expect(race?.tasks[0]?.origin[0]?.file).toBe('caller.cjs');
  });
});

describe.concurrent('history_size', () => {
  it.each([0, 3])('%i does not change what a small program reports', async (size) => {
    const small = await races('shop.cjs', `history_size=${size}`);
    expect(small.map((race) => race.fingerprint)).toEqual(
      (await races('shop.cjs')).map((race) => race.fingerprint),
    );
  });
});

describe.concurrent('verbosity', () => {
  const said = async (racewatch: string) =>
    ownLines((await workshop.watch(['-e', '0'], { racewatch })).stderr).map((line) => line.split(' ')[1]);

  it.each([
    ['verbosity=0', []],
    ['verbosity=1', ['watching', 'stats']],
    ['verbosity=2', ['watching', 'stats']],
  ])('%s', async (racewatch, expected) => {
    expect(await said(racewatch)).toEqual(expected);
  });
});

describe.concurrent('atexit_sleep_ms', () => {
  it('holds the exit so that a worker thread can still report', async () => {
    workshop.write(
      'worker.cjs',
      `const { parentPort } = require('node:worker_threads');
      parentPort.postMessage('started');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
      ${SHOP}`,
    );
    workshop.write(
      'starter.cjs',
      `new (require('node:worker_threads').Worker)('./worker.cjs').on('message', () => process.exit(0));`,
    );
    const ended = await workshop.watch(['starter.cjs'], {
      racewatch: 'log_path=held format=jsonl atexit_sleep_ms=3000',
    });
    expect(ended).toMatchObject({ code: 66, stderr: '' });
    expect(workshop.logs('held').flatMap((log) => log.races)).toHaveLength(1);
  });
});

it('every option of the table has a test in this folder', () => {
  const elsewhere = [
    'fail_on',
    'exitcode',
    'halt_on_error',
    'inventory',
    'task_carrier',
    'suppressions',
    'baseline',
    ...['sample', 'control', 'signal', 'rotate_size', 'rotate_count'],
    ...['mode', 'budget', 'burst', 'every', 'memory'],
  ];
  const here = [
    ...['log_path', 'format', 'level', 'history_size', 'strip_path_prefix', 'values', 'stacks', 'ignore'],
    ...['roots', 'verbosity', 'atexit_sleep_ms'],
  ];
  const ofModules = ['instrument', 'deps', 'include', 'exclude', 'cache', 'backoff'];
  expect([...here, ...elsewhere, ...ofModules].sort()).toEqual([...OPTION_NAMES].sort());
});
