// Steering a watched process while it runs: by its own code, by a signal, through the control socket; and what a
// sample leaves out.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT, runNode } from '../support/children.ts';
import { REGISTER, racesIn, SHOP, Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const races = async (program: string, racewatch = '') => {
  const { stderr } = await workshop.watch([program], { racewatch: `format=jsonl exitcode=0 ${racewatch}` });
  return racesIn(stderr).map(({ location }) => location.path);
};

workshop.write('shop.cjs', SHOP);

describe.concurrent('sample', () => {
  it.each([
    ['0', []],
    ['0%', []],
    ['100%', ['stock.apples']],
  ])('of %s reports %j', async (share, expected) => {
    expect(await races('shop.cjs', `sample=${share}`)).toEqual(expected);
  });

  it('of a half reports about half of the objects', async () => {
    workshop.write(
      'many.cjs',
      `${SHOP.replace('{ apples: 10 }', '{ apples: 10, n: 0 }')}
      const shops = Array.from({ length: 200 }, (_, n) => track({ apples: 10 }, 'shop' + n));
      const sell = async (shop, count) => { const seen = shop.apples; await turns(count); shop.apples = seen - count; };
      for (const shop of shops) { task('one', () => sell(shop, 1)); task('two', () => sell(shop, 2)); }`,
    );
    const found = (await races('many.cjs', 'sample=50%')).filter((path) => path.startsWith('shop'));
    // A fair coin thrown 200 times is outside of this once in a thousand million times.
    expect(found.length).toBeGreaterThan(55);
    expect(found.length).toBeLessThan(145);
  });
});

describe.concurrent('stop() and start()', () => {
  it.each([
    ['a race while it is stopped is not seen', `stop(); sell().then(start);`, []],
    ['a race after the start is', `stop(); start(); sell();`, ['stock.apples']],
    ['no window spans the stop', `const sold = sell(); stop(); start(); sold;`, []],
    ['stopping twice is stopping once', `stop(); stop(); start(); sell();`, ['stock.apples']],
    ['configure takes effect at once', `configure({ sample: 0 }); sell();`, []],
  ])('%s', async (name, act, expected) => {
    const file = `${name.replaceAll(/\W/g, '-')}.cjs`;
    workshop.write(
      file,
      `${SHOP.replace('const sold =', 'const sell = () =>')}
      const { start, stop, configure } = require('racewatch');
      ${act}`,
    );
    expect(await races(file)).toEqual(expected);
  });

  it.each(['1.5', '-1', 'NaN', '"5%"'])(
    'configure({ sample: %s }) is refused in one sentence',
    async (share) => {
      const script = `try { require('racewatch').configure({ sample: ${share} }) } catch (error) { console.log(String(error)) }`;
      const { stdout } = await workshop.watch(['-e', script]);
      expect(stdout).toBe(
        `RangeError: sample takes a number from 0 to 1, not ${share === '"5%"' ? '5%' : share}\n`,
      );
    },
  );

  it('orders requests right on a connection that was opened while it was stopped', async () => {
    workshop.write(
      'gap.cjs',
      `const { start, stop, races, stats } = require('racewatch');
      const http = require('node:http');
      const shop = { stock: new Map([['apples', 10]]) };
      let lock = Promise.resolve();
      const server = http.createServer((request, response) => {
        const sale = lock.then(async () => {
          const seen = shop.stock.get('apples');
          await new Promise((done) => setTimeout(done, 5));
          shop.stock.set('apples', seen - 1);
        });
        lock = sale;
        sale.then(() => response.end('sold'));
      });
      const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
      const ask = () => new Promise((done) => http.get({ port: server.address().port, agent }, (answer) => answer.resume().on('end', done)));
      server.listen(0, async () => {
        stop();
        await Promise.all([ask(), ask()]);
        start();
        for (let round = 0; round < 5; round++) await Promise.all([ask(), ask(), ask()]);
        console.log(JSON.stringify({ races: races().length, faults: stats().faults }));
        server.close();
        agent.destroy();
      });`,
    );
    const { stdout } = await workshop.watch(['gap.cjs'], { racewatch: 'level=notice exitcode=0' });
    expect(JSON.parse(stdout)).toEqual({ races: 0, faults: 0 });
  });
});

/** Starts a program that keeps selling, and resolves when it has begun. */
async function selling(racewatch: string) {
  workshop.write(
    'selling.cjs',
    `${SHOP.replace('const sold =', 'const sell = () =>')}
    setInterval(sell, 20);
    setTimeout(() => console.log('ready'), 100);
    process.stdin.on('end', () => process.exit()).resume();`,
  );
  const child = spawn(process.execPath, ['--require', REGISTER, 'selling.cjs'], {
    cwd: workshop.folder,
    env: { ...process.env, RACEWATCH: `exitcode=0 format=jsonl ${racewatch}` },
  });
  const lines: string[] = [];
  createInterface(child.stderr).on('line', (line) => lines.push(line));
  await new Promise((done) => child.stdout.once('data', done));
  return {
    child,
    lines,
    end: () =>
      new Promise((done) => {
        child.once('exit', done);
        child.stdin.end();
      }),
  };
}

describe('from outside', () => {
  it('racewatch ctl asks and steers through the socket', async () => {
    const socket = `${workshop.folder}/control`;
    const { end } = await selling(`control=${socket}`);
    const ctl = async (...words: string[]) => {
      const { code, stdout, stderr } = await runNode([`${ROOT}/dist/src/cli/main.js`, 'ctl', ...words], {
        env: { NO_COLOR: '1' },
      });
      return { code, text: stdout + stderr };
    };
    expect((await ctl(socket, 'status')).text).toMatch(
      /^watching yes\nmode full\nsample 1\nbudget none\nburst none\n/,
    );
    expect(await ctl(socket, 'off')).toEqual({ code: 0, text: 'not watching\n' });
    expect((await ctl(socket, 'status')).text).toMatch(/^watching no\n/);
    expect(await ctl(socket, 'on')).toEqual({ code: 0, text: 'watching\n' });
    expect(racesIn((await ctl(socket, 'dump')).text)[0]?.location.path).toBe('stock.apples');
    expect((await ctl(socket, 'inventory')).text).toContain('written by several');
    expect(await ctl(socket, 'sample', '7')).toEqual({
      code: 2,
      text: 'racewatch: "sample" takes a share such as 5% or 0.05, not "7"\n',
    });
    await end();
    expect(await ctl(socket, 'status')).toEqual({
      code: 1,
      text: `racewatch: cannot ask "${socket}": there is no such socket; the process has to be started with control=PATH\n`,
    });
    expect(await ctl()).toMatchObject({ code: 2 });
  });

  it('the signal that the user names switches off and on', async () => {
    const { child, lines, end } = await selling('signal=SIGUSR2');
    for (const said of ['not watching', 'watching']) {
      child.kill('SIGUSR2');
      await expect.poll(() => lines.at(-1)).toBe(`racewatch: ${said}`);
    }
    await end();
  });

  it('the diagnostics channel takes the same requests', async () => {
    const script = `const { channel } = require('node:diagnostics_channel');
      for (const request of ['off', 'status', 'nonsense']) {
        channel('racewatch:control').publish({ request, answer: (text) => console.log(text.split('\\n')[0]) });
      }`;
    const { stdout } = await workshop.watch(['-e', script]);
    expect(stdout).toBe('not watching\nwatching no\nunknown request "nonsense" (did you mean "on"?)\n');
  });
});

describe('a log file', () => {
  it('is put aside when it is full', async () => {
    workshop.write(
      'three.cjs',
      [1, 2, 3].map((n) => `{ ${SHOP.replaceAll("'stock'", `'stock${n}'`)} }`).join('\n'),
    );
    const racewatch = 'format=jsonl exitcode=0 log_path=full rotate_size=1KB rotate_count=1';
    await workshop.watch(['three.cjs'], { racewatch });
    const paths = workshop.logs('full').flatMap((log) => log.races.map(({ location }) => location.path));
    expect(paths).toEqual(['stock3.apples']);
  });
});
