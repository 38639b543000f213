// Option `inventory`: the whole text that a real process prints at its end.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { racesIn, SHOP, Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

/** A context that three tasks use: a Map written by two, a list read while it is written, a setting all read. */
const CONTEXT = `
const { track, task } = require('racewatch');
const context = track({
  server: { activeConn: new Map(), started: [] },
  settings: { retries: 3 },
  'request log': new Set(),
}, 'ctx');
const turn = () => new Promise((done) => setImmediate(done));
async function connect(id) {
  await turn();
  context.server.activeConn.set(id, { open: true });
  return context.settings.retries;
}
async function log() {
  await turn();
  context['request log'].add('log');
  const open = context.server.activeConn.size;
  return open + context.server.started.length;
}
async function start() {
  context.server.started.push('now');
}
Promise.all([task('a', () => connect(1)), task('b', () => connect(2)), task('c', log), task('d', start)]);
`;

const TABLE = `Inventory of watched state: 7 paths, 2 shared in a way worth a look

ctx:
  PATH                      KIND    SIZE  OBJECTS  READERS  WRITERS
  ctx.server.activeConn     map        2        1        1        2  <- written by several
  ctx.server.started        array      1        1        1        1  <- read while written
  ctx                       object     3        1        4        0
  ctx.server                object     2        1        4        0
  ctx.settings              object     1        1        2        0
  ctx["request log"]        set        1        1        0        1
  ctx.server.activeConn[*]  object     1        2        0        0
`;

beforeAll(() => {
  workshop.write('context.cjs', CONTEXT);
  workshop.write('shop.cjs', SHOP);
  workshop.write('nothing.cjs', `console.log('done');`);
});

describe('inventory=1', () => {
  it('prints all that is within reach of the roots, marked where tasks share it', async () => {
    const ended = await workshop.watch(['context.cjs'], { racewatch: 'inventory=1' });
    expect(ended).toEqual({ code: 0, signal: null, stdout: '', stderr: TABLE });
  });

  it('stands on stderr beside JSON lines on stdout', async () => {
    const ended = await workshop.watch(['shop.cjs'], {
      racewatch: 'inventory=1 format=jsonl log_path=stdout',
    });
    expect(racesIn(ended.stdout)).toHaveLength(1);
    expect(ended.stderr.split('\n')[0]).toBe(
      'Inventory of watched state: 1 path, 1 shared in a way worth a look',
    );
  });

  it('stands in the log file of a text log, after the reports', async () => {
    const ended = await workshop.watch(['shop.cjs'], { racewatch: 'inventory=1 log_path=log' });
    expect(ended).toMatchObject({ stdout: '', stderr: '' });
    const [log] = workshop.logs('log');
    expect(log?.text.match(/^(WARNING: RACE|Inventory of watched state|Found 1 race)/gm)).toHaveLength(3);
  });

  it.each([
    ['process.exit', 'process.exit(0)', 66],
    ['an uncaught exception', 'process.nextTick(() => { throw 1; })', 1],
    ['SIGTERM', "process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)", null],
  ])('is printed once after %s', async (_name, ending, code) => {
    workshop.write('ended.cjs', `${SHOP}sold.then(() => { ${ending}; });`);
    const ended = await workshop.watch(['ended.cjs'], { racewatch: 'inventory=1' });
    expect(ended.code).toBe(code);
    expect(ended.stderr.match(/^Inventory of watched state: 1 path/gm)).toHaveLength(1);
  });

  it('says so when there is nothing to show', async () => {
    const ended = await workshop.watch(['nothing.cjs'], { racewatch: 'inventory=1' });
    expect(ended).toEqual({
      code: 0,
      signal: null,
      stdout: 'done\n',
      stderr: 'Inventory: no watched state was touched.\n',
    });
  });
});
