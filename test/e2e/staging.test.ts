// What keeps watching bounded, in real processes: the preset, bursts, the budget. Directions and counts, never times.

import { spawn } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT, runNode } from '../support/children.ts';
import { ownLines, REGISTER, racesIn, SHOP, Workshop } from './workshop.ts';

const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

/** What programs wait with: rounds of the event loop, until something holds. */
const UNTIL = `
const racewatch = require('racewatch');
const { stats } = racewatch;
const until = async (holds, rounds = 1e7) => {
  for (let n = 0; n < rounds && !holds(); n++) await new Promise((done) => setImmediate(done));
  if (!holds()) throw new Error('never: ' + holds);
};
const resting = () => stats().rests !== undefined;
const watching = () => stats().rests === undefined;
const say = (value) => console.log(JSON.stringify(value));
`;

let files = 0;

/** Runs a program; what it says is parsed. */
async function run(text: string, racewatch: string) {
  const file = `program-${files++}.cjs`;
  workshop.write(file, `${UNTIL}\n(async () => {\n${text}\n})();`);
  const ended = await workshop.watch([file], {
    racewatch: `exitcode=0 format=jsonl ${racewatch}`,
    env: { NODE_NO_WARNINGS: '1' },
  });
  expect(ended.code, ended.stderr).toBe(0);
  const own = ownLines(ended.stderr);
  const races = racesIn(
    ended.stderr
      .split('\n')
      .filter((line) => !line.startsWith('racewatch: '))
      .join('\n'),
  );
  return {
    said: ended.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
    own,
    races,
  };
}

describe.concurrent('bad values', () => {
  it.each([
    ['mode=stagin', 'option mode takes full or staging, not "stagin" (did you mean "staging"?)'],
    ['budget=3', 'option budget takes a share such as 5% or 0.05, not "3"'],
    ['budget=lots', 'option budget takes a share such as 5% or 0.05, not "lots"'],
    ['burst=10', 'option burst takes a time such as 500ms, 10s or 5m, not "10"'],
    ['burst=5ms', 'option burst takes at least 100ms, or 0 for none'],
    ['burst=10s every=10s', 'option every takes a time longer than burst=10s, not 10s'],
    ['burst=2m', 'option every takes a time longer than burst=2m, not 1m'],
    ['burst=10s every=30d', 'option every takes at most 24d, not 30d'],
    ['every=soon', 'option every takes a time such as 500ms, 10s or 5m, not "soon"'],
    ['memory=64', 'option memory takes a size such as 512KB or 64MB, not "64"'],
    ['memory=1MB', 'option memory takes at least 32MB, or 0 for no cap, not 1MB'],
    ['memory=64MB history_size=7', 'option memory takes at least 1GB with history_size=7, not 64MB'],
  ])('%s is said in one sentence, and the program runs', async (racewatch, sentence) => {
    const ended = await workshop.watch(['-e', 'console.log("ran")'], { racewatch });
    expect(ended.stdout).toBe('ran\n');
    expect(ended.stderr.replace('RACEWATCH: ', '')).toBe(
      `racewatch: ${sentence}; the program runs unwatched\n`,
    );
  });
});

describe.concurrent('mode=staging', () => {
  const status = async (racewatch: string) => {
    const script = `const { channel } = require('node:diagnostics_channel');
      channel('racewatch:control').publish({ request: 'status', answer: (text) => console.log(text) });`;
    return (await workshop.watch(['-e', script], { racewatch })).stdout;
  };

  it('sets what nobody else sets, and status says so', async () => {
    expect(await status('mode=staging')).toContain(
      '\nmode staging, which sets sample=5% budget=3% stacks=contended format=jsonl exitcode=0 values=0 rotate_size=10MB rotate_count=5 memory=64MB\nsample 0.05\nbudget 3%, used 0%\nburst none\n',
    );
  });

  it('gives way to whatever is set', async () => {
    const text = await status('sample=1 mode=staging memory=0 budget=1% burst=1s every=10s');
    expect(text).toContain(
      '\nmode staging, which sets stacks=contended format=jsonl exitcode=0 values=0 rotate_size=10MB rotate_count=5\nsample 1\nbudget 1%, used 0%\nburst 1s every 10s\n',
    );
    expect(text).toMatch(/^memory \d+MB$/m);
  });

  it('gives way to the configuration file as well, and doctor says what is left', async () => {
    const project = new Workshop();
    project.write('racewatch.config.json', '{ "mode": "staging", "values": true, "exitcode": 3 }');
    project.write('app.cjs', '');
    const { stdout } = await runNode([`${ROOT}/dist/src/cli/main.js`, 'doctor'], { cwd: project.folder });
    project[Symbol.dispose]();
    expect(stdout).toContain(
      'Mode\n  staging, which sets sample=5% budget=3% stacks=contended format=jsonl rotate_size=10MB rotate_count=5 memory=64MB\n',
    );
  });

  it('reports on stderr as JSON Lines, without values, and leaves the exit code alone', async () => {
    workshop.write('shop.cjs', SHOP);
    const { code, stdout, stderr } = await workshop.watch(['shop.cjs'], {
      racewatch: 'mode=staging sample=1',
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    const [race] = racesIn(stderr);
    expect(race?.location.path).toBe('stock.apples');
    expect(race?.accesses.map(({ value }) => value)).toEqual([undefined, undefined, undefined]);
  });
});

const BURSTS = 'burst=200ms every=400ms';

describe.concurrent('bursts', () => {
  it('find races while they last', async () => {
    const { races, said } = await run(
      `const { track, task } = racewatch;
      const stock = track({ apples: 10 }, 'stock');
      const buy = async (count) => { const seen = stock.apples; await new Promise(setImmediate); stock.apples = seen - count; };
      await until(resting);
      while (racewatch.races().length === 0) {
        await until(watching);
        await Promise.all([task('first', () => buy(1)), task('second', () => buy(2))]);
      }
      say(stats().gaps > 0);`,
      BURSTS,
    );
    expect(races.map(({ location }) => location.path)).toEqual(['stock.apples']);
    expect(said).toEqual([true]);
  });

  it('record nothing in between, and no window spans a gap', async () => {
    const { races, said } = await run(
      `const stock = racewatch.track({ apples: 10 }, 'stock');
      const gap = async () => { await until(resting); await until(watching); };
      await until(resting);
      const before = stats().accesses;
      stock.apples++;
      const during = stats().accesses - before;
      await until(watching);
      await Promise.all([
        racewatch.task('first', async () => { const seen = stock.apples; await gap(); stock.apples = seen - 1; }),
        racewatch.task('second', async () => { const seen = stock.apples; await gap(); stock.apples = seen - 2; }),
      ]);
      say({ during, faults: stats().faults });`,
      BURSTS,
    );
    expect(races).toEqual([]);
    expect(said).toEqual([{ during: 0, faults: 0 }]);
  });

  it('do not begin while it is stopped by hand', async () => {
    const { said } = await run(
      `racewatch.stop();
      const { gaps } = stats();
      await new Promise((done) => setTimeout(done, 1000));
      const { on, rests } = stats();
      say({ on, rests: rests ?? 'no', gaps: stats().gaps - gaps });
      racewatch.start();
      say({ on: stats().on, gaps: stats().gaps - gaps });
      await until(resting);`,
      BURSTS,
    );
    expect(said).toEqual([
      { on: false, rests: 'no', gaps: 0 },
      { on: true, gaps: 1 },
    ]);
  });

  it('begin at once when it is started by hand', async () => {
    const { said } = await run(
      `await until(resting);
      racewatch.start();
      say(resting());`,
      'burst=200ms every=1h',
    );
    expect(said).toEqual([false]);
  });

  it('go on under the fake timers of a test, which they do not touch', async () => {
    const { said } = await run(
      `const { mock } = require('node:test');
      mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
      await until(resting); await until(watching); await until(resting);
      mock.timers.tick(3_600_000);
      say(stats().gaps > 0);`,
      BURSTS,
    );
    expect(said).toEqual([true]);
  });

  it.each([BURSTS, 'budget=3%', 'memory=64MB', 'mode=staging'])(
    '%s shows among no active resources and holds no process up',
    async (racewatch) => {
      const script =
        'console.log(process.getActiveResourcesInfo().filter((name) => !/Wrap|WRAP|FS|Stream/.test(name)).join())';
      const { stdout, code } = await workshop.watch(['-e', script], { racewatch });
      expect({ stdout, code }).toEqual({ stdout: '\n', code: 0 });
    },
  );

  it('make no tasks of their own timers', async () => {
    const { said } = await run(
      `const names = new Set();
      require('node:diagnostics_channel').subscribe('racewatch:task:start', ({ name }) => names.add(name));
      for (let n = 0; n < 3; n++) { await until(resting); await until(watching); }
      say([...names]);`,
      BURSTS,
    );
    expect(said).toEqual([['immediate']]);
  });
});

/** Asks its state, then works on it over several turns; `idle` is work that has nothing to do with it. */
const BUSY = (steps: number, idle: number) => `
  const shops = Array.from({ length: 500 }, (_, n) => racewatch.track({ apples: 10 }, 'shop' + n));
  const work = async (id) => {
    for (let step = 0; step < ${steps}; step++) {
      const shop = shops[(id * 7 + step) % 500];
      const seen = shop.apples;
      await null;
      shop.apples = seen + 1;
    }
    for (let n = 0; n < ${idle}; n++) idling += Math.sqrt(n);
  };
  let idling = 0;
  let id = 0;
  const round = async () => {
    for (let n = 0; n < 20; n++) racewatch.task('work', () => work(id++));
    await new Promise((done) => setImmediate(done));
  };`;

describe.concurrent('budget', () => {
  it('makes the sample smaller when much is recorded', { timeout: 120_000 }, async () => {
    const { said } = await run(
      `${BUSY(40, 0)}
      while (stats().sample === 1) await round();
      const { sample, sampleAsked, budget, overhead, accessesLeftOut } = stats();
      await round();
      say({ smaller: sample < sampleAsked, sampleAsked, budget, measured: overhead > budget, more: stats().accessesLeftOut > accessesLeftOut });`,
      'budget=1%',
    );
    expect(said).toEqual([{ smaller: true, sampleAsked: 1, budget: 0.01, measured: true, more: true }]);
  });

  it('leaves the sample alone under a light load', { timeout: 120_000 }, async () => {
    const { said } = await run(
      `${BUSY(1, 200_000)}
      while (stats().overhead === 0) await round();
      const { turns } = stats();
      while (stats().turns < turns + 2000) await round();
      const { sample, sampleAsked, overhead, rests } = stats();
      say({ sample, sampleAsked, measured: overhead > 0, rests: rests ?? 'no' });`,
      'budget=20%',
    );
    expect(said).toEqual([{ sample: 1, sampleAsked: 1, measured: true, rests: 'no' }]);
  });

  it('rests when no sample is small enough, and says so once', { timeout: 120_000 }, async () => {
    const { said, own } = await run(
      `${BUSY(40, 0)}
      while (stats().rests === undefined) await round();
      while (stats().rests !== undefined) await round();
      while (stats().rests === undefined) await round();
      say({ rests: stats().rests, on: stats().on, gaps: stats().gaps > 0 });`,
      'budget=0.01%',
    );
    expect(said).toEqual([{ rests: 'budget', on: true, gaps: true }]);
    expect(own).toEqual([
      'racewatch: a smaller sample does not keep budget=0.01%: watching rests now and then',
    ]);
  });

  it('is steered on from the sample that is asked for while it runs', async () => {
    const { said } = await run(
      `const { channel } = require('node:diagnostics_channel');
      channel('racewatch:control').publish({ request: 'sample 10%' });
      say([stats().sample, stats().sampleAsked]);
      racewatch.configure({ sample: 0.2 });
      say([stats().sample, stats().sampleAsked]);`,
      'budget=3%',
    );
    expect(said).toEqual([
      [0.1, 0.1],
      [0.2, 0.2],
    ]);
  });
});

describe('racewatch ctl status', () => {
  it('tells of bursts, budget and sample', async () => {
    const socket = `${workshop.folder}/staging.sock`;
    const script =
      "setInterval(() => {}, 1000); console.log('ready'); process.stdin.on('end', () => process.exit()).resume();";
    const child = spawn(process.execPath, ['--require', REGISTER, '-e', script], {
      cwd: workshop.folder,
      env: { ...process.env, RACEWATCH: `mode=staging burst=1h every=2h control=${socket}` },
    });
    await new Promise((done) => child.stdout.once('data', done));
    const { stdout } = await runNode([`${ROOT}/dist/src/cli/main.js`, 'ctl', socket, 'status']);
    child.stdin.end();
    await new Promise((done) => child.once('exit', done));
    expect(stdout).toMatch(/^watching yes\n/);
    expect(stdout).toContain('\nsample 0.05\nbudget 3%, used 0%\nburst 1h every 2h\n');
  });
});
