// However a process ends, what was found is written, and the exit code is changed only from 0. The racing write and
// the ending share a turn here: the race is not known before that turn is settled.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { racesIn, SHOP, Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

/** The shop whose second buyer goes on to `argv[2]` right after its write. */
const ENDING = SHOP.replace('seen - count;', 'seen - count;\n  if (count === 2) eval(process.argv[2]);');
/** Two tasks fill the same cache: a warning, no error. */
const CACHE = `
const { track, task } = require('racewatch');
const cache = track(new Map(), 'cache');
async function load(n) {
  if (cache.has('k')) return;
  for (let i = 0; i < n; i++) await new Promise((done) => setImmediate(done));
  cache.set('k', n);
}
Promise.all([task('first', () => load(1)), task('second', () => load(2))]).then(() => console.log('filled'));
`;
/** A clean program. */
const CLEAN = `const { track } = require('racewatch'); track({}, 'own').n = 1; console.log('clean');`;

beforeAll(() => {
  workshop.write('ending.cjs', ENDING);
  workshop.write('cache.cjs', CACHE);
  workshop.write('clean.cjs', CLEAN);
  workshop.write('shop.cjs', `${SHOP}sold.then(() => console.log('sold'));`);
});

const JSONL = 'format=jsonl log_path=stdout';
const ALIVE = 'setInterval(() => {}, 1000);';

describe.concurrent('the report is written and the exit code is right after', () => {
  it.each([
    ['a natural end', '', 66],
    ['process.exit()', 'process.exit()', 66],
    ['process.exit(0)', 'process.exit(0)', 66],
    ['process.exit(3)', 'process.exit(3)', 3],
    ['process.exitCode = 4', 'process.exitCode = 4', 4],
    ['process.exit(0) over an exitCode of 4', 'process.exitCode = 4; process.exit(0)', 66],
    ['an uncaught exception', "process.nextTick(() => { throw new Error('boom'); }); ", 1],
    ['an unhandled rejection', "Promise.reject(new Error('boom'))", 1],
    [
      'an uncaught exception that the program handles',
      "process.on('uncaughtException', () => {}); throw 1",
      66,
    ],
    [
      'an exit from the handler of an exception',
      "process.on('uncaughtException', () => process.exit(9)); setImmediate(() => { throw 1; })",
      9,
    ],
    ['an exit listener that exits again', "process.on('exit', () => process.exit(0)); process.exit(0)", 66],
    ['an exit listener that exits', "process.on('exit', () => process.exit())", 66],
    ['an exit listener that exits with 5', "process.on('exit', () => process.exit(5))", 5],
    ['an exit listener that throws', "process.on('exit', () => { throw new Error('boom'); })", 1],
    ['a promise that is never settled', 'new Promise(() => {}).then(() => {})', 66],
  ])('%s', async (_name, ending, code) => {
    const ended = await workshop.watch(['ending.cjs', ending], { racewatch: JSONL });
    expect(racesIn(ended.stdout).map((race) => race.location.path)).toEqual(['stock.apples']);
    expect({ code: ended.code, signal: ended.signal }).toEqual({ code, signal: null });
  });
});

it.concurrent.each([
  ['a text', "throw 'boom'"],
  ['an error from inside of Node', "require('node:fs').readFileSync('/absent')"],
  ['an error of the engine', "JSON.parse('{')"],
])('above %s that is not caught stands what stands there without us', async (name, code) => {
  const file = `${name.replaceAll(' ', '-')}.cjs`;
  workshop.write(file, `const shop = { sold: 1 }; shop.sold++;\n${code};\n`);
  const [plain, watched] = await Promise.all([workshop.plain([file]), workshop.watch([file])]);
  const excerpt = (text: string) => text.trim().split('\n').slice(0, 3);
  expect(excerpt(watched.stderr)).toEqual(excerpt(plain.stderr));
});

describe.concurrent.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  const kill = `process.kill(process.pid, '${signal}'); ${ALIVE}`;

  it.each([
    ['ends a program without a handler by the signal', kill, null, signal],
    [
      'ends a program whose handler exits with 0 by the code for races',
      `process.on('${signal}', () => process.exit(0)); ${kill}`,
      66,
      null,
    ],
    [
      'ends a program whose handler exits with 5 by that code',
      `process.on('${signal}', () => process.exit(5)); ${kill}`,
      5,
      null,
    ],
    [
      'does not end a program whose handler goes on',
      `process.on('${signal}', () => setTimeout(() => process.exit(0), 20)); ${kill}`,
      66,
      null,
    ],
  ])('%s, after the report', async (_name, ending, code, by) => {
    const ended = await workshop.watch(['ending.cjs', ending], { racewatch: JSONL });
    expect(racesIn(ended.stdout)).toHaveLength(1);
    expect({ code: ended.code, signal: ended.signal }).toEqual({ code, signal: by });
  });

  it('from outside ends a program that waits, after the report', async () => {
    const ended = await workshop.watch(['ending.cjs', `console.log('ready'); ${ALIVE}`], {
      racewatch: `format=jsonl log_path=outside-${signal}`,
      signalWhenReady: signal,
    });
    expect(ended).toMatchObject({ code: null, signal, stdout: 'ready\n', stderr: '' });
    expect(workshop.logs(`outside-${signal}`).map((log) => log.races.length)).toEqual([1]);
  });
});

describe.concurrent('work that beforeExit starts anew', () => {
  const rearmed = `process.once('beforeExit', () => {${SHOP}});`;

  it('is watched, and what it does is reported once', async () => {
    workshop.write('rearmed.cjs', rearmed);
    const ended = await workshop.watch(['rearmed.cjs']);
    expect(ended.code).toBe(66);
    expect(ended.stderr.match(/WARNING: RACE/g)).toHaveLength(1);
    expect(ended.stderr.match(/^Found 1 race$/gm)).toHaveLength(1);
  });

  it('goes on in the same log file when there were reports before', async () => {
    const again = rearmed.replaceAll("'stock'", "'second stock'");
    workshop.write('again.cjs', `{${SHOP}}${again}`);
    const ended = await workshop.watch(['again.cjs'], { racewatch: 'format=jsonl log_path=again' });
    expect(ended).toMatchObject({ code: 66, stdout: '', stderr: '' });
    const [log] = workshop.logs('again');
    expect(log?.races.map((race) => race.location.path)).toEqual(['stock.apples', 'second stock.apples']);
  });
});

describe.concurrent('the exit code', () => {
  it.each([
    ['of a clean program stays 0', 'clean.cjs', '', 0, 'clean\n'],
    ['for errors is 66', 'shop.cjs', '', 66, 'sold\n'],
    ['for errors is the one of exitcode', 'shop.cjs', 'exitcode=7', 7, 'sold\n'],
    ['stays 0 with exitcode=0', 'shop.cjs', 'exitcode=0', 0, 'sold\n'],
    ['stays 0 with fail_on=never', 'shop.cjs', 'fail_on=never', 0, 'sold\n'],
    ['stays 0 for a warning', 'cache.cjs', '', 0, 'filled\n'],
    ['for a warning is 66 with fail_on=warning', 'cache.cjs', 'fail_on=warning', 66, 'filled\n'],
    ['for a warning is 66 with fail_on=notice', 'cache.cjs', 'fail_on=notice', 66, 'filled\n'],
    [
      'stays 0 for a warning that level=error leaves out',
      'cache.cjs',
      'fail_on=warning level=error',
      0,
      'filled\n',
    ],
    ['with halt_on_error=1 ends the program at the first error', 'shop.cjs', 'halt_on_error=1', 66, ''],
    ['with halt_on_error=1 is the one of exitcode', 'shop.cjs', 'halt_on_error=1 exitcode=9', 9, ''],
    ['with halt_on_error=1 lets a warning pass', 'cache.cjs', 'halt_on_error=1', 0, 'filled\n'],
    [
      'with halt_on_error=1 and fail_on=warning ends at a warning',
      'cache.cjs',
      'halt_on_error=1 fail_on=warning',
      66,
      '',
    ],
    [
      'with halt_on_error=1 and fail_on=never ends nothing',
      'shop.cjs',
      'halt_on_error=1 fail_on=never',
      0,
      'sold\n',
    ],
  ])('%s', async (_name, program, racewatch, code, stdout) => {
    expect(await workshop.watch([program], { racewatch })).toMatchObject({ code, stdout });
  });
});
