// The commands over logs as a person runs them: a real program's logs in, reports and exit codes out.

import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT_MEANS } from '../../src/cli/exit-codes.ts';
import { renderJson } from '../../src/report/json-lines.ts';
import type { Race } from '../../src/report/model.ts';
import { type ChildOptions, ROOT, runNode } from '../support/children.ts';
import { racesIn, SHOP, Workshop } from './workshop.ts';

const MAIN = join(ROOT, 'dist/src/cli/main.js');
const workshop = new Workshop();
afterAll(() => workshop[Symbol.dispose]());

const racewatch = (args: string[], options: ChildOptions = {}) =>
  runNode([MAIN, ...args], { cwd: workshop.folder, ...options });
const inFolder = (name: string) => join(workshop.folder, name);
const textOf = (name: string) => readFileSync(inFolder(name), 'utf8');

let race: Race;

beforeAll(async () => {
  workshop.write('shop.js', SHOP);
  for (let run = 0; run < 2; run++)
    await workshop.watch(['shop.js'], { racewatch: 'log_path=race format=jsonl' });
  race = workshop.logs('race')[0]?.races[0] as Race;
  workshop.write('empty/readme.txt', '');
  workshop.write('newer.jsonl', '{"schema":"racewatch.race/2"}\n');
  workshop.write('damaged.jsonl', `${renderJson(race)}\noops\n{"schema":"racewatch.ra`);
  workshop.write(
    'notice.jsonl',
    `${renderJson({ ...race, level: 'notice', fingerprint: '0123456789abcdef' })}\n`,
  );
});

describe('racewatch report', () => {
  it('adds up what two processes saw, and shows the source', async () => {
    const { code, stdout } = await racewatch(['report', 'race.*.jsonl']);
    expect(code).toBe(0);
    expect(stdout).toContain('WARNING: RACE lost-update on stock.apples\n');
    expect(stdout).toContain('Seen 2 times so far.');
    expect(stdout).toMatch(/ {4}> +\d+ \| {3}stock\.apples = seen - count;\n/);
    expect(stdout).toMatch(/\nFound 1 race, seen 2 times in 2 files\n$/);
  });

  it('finds the logs of `log_path` itself', async () => {
    const { stdout } = await racewatch(['report', '--format=jsonl'], { env: { RACEWATCH: 'log_path=race' } });
    expect(racesIn(stdout)).toMatchObject([{ fingerprint: race.fingerprint, count: 2 }]);
  });

  it.each(['text', 'html', 'sarif', 'github', 'junit', 'trace', 'markdown', 'jsonl'])(
    'writes %s into a file',
    async (format) => {
      const ended = await racewatch(['report', `--format=${format}`, '--output', 'out', 'race.*.jsonl']);
      expect(ended).toMatchObject({ code: 0, stdout: '', stderr: '' });
      expect(textOf('out')).toContain(format === 'html' ? '<html' : race.fingerprint);
    },
  );

  it('never writes over a log', async () => {
    const { code, stderr } = await racewatch(['report', '--output=damaged.jsonl', 'damaged.jsonl']);
    expect([code, stderr]).toEqual([
      2,
      'racewatch: --output damaged.jsonl is one of the logs; write to another file\n',
    ]);
  });

  it('says in a sentence each what is wrong in a log, and goes on', async () => {
    const { code, stdout, stderr } = await racewatch(['report', 'damaged.jsonl']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nFound 1 race, seen 1 time in 1 file; 2 lines could not be read\n$/);
    expect(stderr.split('\n')).toEqual([
      'racewatch: 1 line (the first is damaged.jsonl:2) skipped: no JSON',
      'racewatch: 1 line (the first is damaged.jsonl:3) skipped: cut off in the middle: its process was ended while it wrote',
      '',
    ]);
  });

  it('does not show source from outside of the working directory', async () => {
    const secret = workshop.write('secret/key.js', 'const hidden = 1;\n');
    workshop.write('inner/package.json', '{}');
    const at = (file: string) => ({ function: 'f', file, line: 1, column: 7, owner: 'application' as const });
    for (const file of [secret, '../secret/key.js']) {
      const accesses = race.accesses.map((access) => ({ ...access, stack: [at(file)] }));
      workshop.write('inner/foreign.jsonl', `${renderJson({ ...race, accesses })}\n`);
      const { stdout } = await racewatch(['report', 'foreign.jsonl'], { cwd: inFolder('inner') });
      expect(stdout).toContain('key.js:1:7');
      expect(stdout).not.toContain('hidden');
    }
  });

  it('adds its Markdown to the summary of a step in GitHub Actions', async () => {
    const env = { GITHUB_STEP_SUMMARY: inFolder('summary.md') };
    writeFileSync(env.GITHUB_STEP_SUMMARY, 'before\n');
    const { stdout } = await racewatch(['report', '--format=github', 'race.*.jsonl'], { env });
    expect(stdout).toMatch(
      /^::error file=shop\.js,line=10,col=\d+,title=Race%3A lost-update on stock\.apples::/,
    );
    expect(textOf('summary.md')).toMatch(/^before\n## Racewatch: 1 race \(1 error\)\n/);
  });

  it('reads standard input, and lets its reader go', async () => {
    const script = `cat race.*.jsonl | "${process.execPath}" "${MAIN}" report - --format=markdown | head -n 1`;
    const child = spawn('sh', ['-c', script], { cwd: workshop.folder });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    let faults = '';
    child.stderr.on('data', (text) => {
      faults += text;
    });
    await new Promise((done) => child.once('close', done));
    expect([output, faults]).toEqual(['## Racewatch: 1 race (1 error)\n', '']);
  });
});

describe('exit codes', () => {
  it.each<[number, string[]]>([
    [0, ['report', 'race.*.jsonl']],
    [0, ['report', '--fail-on=error', 'notice.jsonl']],
    [0, ['report', '--fail-on=notice', 'empty']],
    [0, ['help']],
    [1, ['report', '--output=no/such/folder', 'race.*.jsonl']],
    [2, ['report', 'nowhere.jsonl']],
    [2, ['report']],
    [2, ['report', 'newer.jsonl']],
    [2, ['report', '--suppressions=nowhere', 'race.*.jsonl']],
    [2, ['report', '--source-maps=nowhere', 'race.*.jsonl']],
    [2, ['explain']],
    [2, ['explain', 'lost-updates']],
    [2, ['watch']],
    [2, ['baseline', 'race.*.jsonl']],
    [66, ['report', '--fail-on=error', 'race.*.jsonl']],
    [66, ['report', '--fail-on=notice', 'notice.jsonl']],
    [66, ['report', '--fail-on=error', 'newer.jsonl', 'damaged.jsonl']],
  ])('%i for %j', async (code, args) => {
    const ended = await racewatch(args);
    expect([ended.code, ended.stderr]).toEqual([code, expect.not.stringMatching(/\n {4}at /)]);
    expect(EXIT_MEANS.map(([known]) => known)).toContain(code);
    if (code === 1 || code === 2) expect(ended.stderr).toMatch(/^racewatch: /);
  });
});

describe('racewatch report --source-maps', () => {
  const SOURCE = SHOP.replace(
    'async function turns(count)',
    'async function turns(count: number): Promise<void>',
  );

  it('takes a log of a minified build without maps back to its source', async () => {
    workshop.write('built/src/shop.ts', SOURCE);
    const made = transformSync(SOURCE, {
      loader: 'ts',
      minify: true,
      sourcemap: 'external',
      sourcefile: '../src/shop.ts',
    });
    workshop.write('built/dist/shop.js', made.code);
    workshop.write('maps/dist/shop.js.map', made.map);
    const cwd = inFolder('built');
    await workshop.watch(['dist/shop.js'], { cwd, racewatch: 'log_path=race format=jsonl' });
    const plain = await racewatch(['report', 'race.*.jsonl'], { cwd });
    expect(plain.stdout).toMatch(/ dist\/shop\.js:1 in /);
    const { stdout, stderr } = await racewatch(['report', '--source-maps=../maps/dist', 'race.*.jsonl'], {
      cwd,
    });
    expect(stdout).toMatch(
      /\nSUMMARY: racewatch: lost-update on stock\.apples, src\/shop\.ts:10 in \S+ vs src\/shop\.ts:10 in /,
    );
    expect(stdout).toMatch(/ {4}> 10 \| {3}stock\.apples = seen - count;\n/);
    expect(stderr).toMatch(
      /^racewatch: \d+ frames taken back to the source by the maps in \.\.\/maps\/dist\n$/,
    );
    const [, before] = /Fingerprint (\w+)/.exec(plain.stdout) ?? [];
    expect(stdout).toContain(`Fingerprint ${before}`);
  });
});

describe('racewatch explain', () => {
  it('shows the race of the beginning of a fingerprint, and what it means', async () => {
    const { stdout } = await racewatch(['explain', race.fingerprint.slice(0, 6), 'race.*.jsonl']);
    expect(stdout).toContain('WARNING: RACE lost-update on stock.apples\n');
    expect(stdout).toMatch(/\nlost-update: A reads, B writes, /);
  });

  it('shows the page of a pattern', async () => {
    const { stdout } = await racewatch(['explain', 'torn-read']);
    expect(stdout).toMatch(/^# torn-read\n/);
    expect(stdout).toContain('\n## Usual fixes\n');
  });

  it('tells what there is, when there is no such race', async () => {
    const { code, stderr } = await racewatch(['explain', 'abcdef01', 'race.*.jsonl']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `racewatch: no race in 2 files has the fingerprint abcdef01; there are:\n  ${race.fingerprint}  lost-update on stock.apples, shop.js:10 in buy vs shop.js:10 in buy\n`,
    );
  });
});

describe('suppressions', () => {
  it('are added by fingerprint, once, and then hide the race in reports and in the program', async () => {
    const add = () => racewatch(['suppress', race.fingerprint, '--reason', 'on purpose', 'race.*.jsonl']);
    expect(await add()).toMatchObject({ code: 0, stderr: '' });
    expect(await add()).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/ is suppressed already by /),
    });
    expect(textOf('racewatch.supp')).toBe(
      `# lost-update on stock.apples, shop.js:10: on purpose\nfingerprint:${race.fingerprint}\n`,
    );
    appendFileSync(inFolder('racewatch.supp'), 'race:^nobody$\n');
    const report = await racewatch([
      'report',
      '--fail-on=error',
      '--suppressions=racewatch.supp',
      'race.*.jsonl',
    ]);
    expect(report).toMatchObject({ code: 0, stdout: 'Found 0 races in 2 files\n' });
    expect(report.stderr).toBe(
      [
        `racewatch: suppression fingerprint:${race.fingerprint} (racewatch.supp:2) hid 1 race, seen 2 times`,
        'racewatch: suppressions that hid nothing: race:^nobody$ (racewatch.supp:3)',
        '',
      ].join('\n'),
    );
    const run = await workshop.watch(['shop.js'], { racewatch: 'suppressions=racewatch.supp verbosity=1' });
    expect(run.code).toBe(0);
    expect(run.stderr).not.toContain('WARNING: RACE');
    expect(run.stderr).toContain(
      'racewatch: suppressions that hid nothing: race:^nobody$ (racewatch.supp:3)\n',
    );
  });

  it('refuse a fingerprint that nobody has seen', async () => {
    const { code, stderr } = await racewatch([
      'suppress',
      'ffffffffffffffff',
      '--file=other.supp',
      'race.*.jsonl',
    ]);
    expect([code, existsSync(inFolder('other.supp'))]).toEqual([2, false]);
    expect(stderr).toContain('has the fingerprint ffffffffffffffff; there are:\n');
  });

  it('that are broken keep the program unwatched, with one sentence', async () => {
    workshop.write('broken.supp', 'race:a\nrase:b\n');
    const run = await workshop.watch(['shop.js'], { racewatch: 'suppressions=broken.supp' });
    expect(run).toMatchObject({
      code: 0,
      stderr:
        'racewatch: cannot start, the program runs unwatched: broken.supp:2: unknown kind of suppression "rase" (did you mean "race"?)\n',
    });
  });
});

describe('a baseline', () => {
  it('accepts what there was, in the program too, and fails on what is new', async () => {
    const write = await racewatch(['baseline', '--write=base.json', 'race.*.jsonl']);
    expect(write).toMatchObject({ code: 0, stdout: '1 race accepted in base.json\n' });
    expect(await racewatch(['baseline', '--check=base.json', 'race.*.jsonl'])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'racewatch: 0 new races, 1 accepted\n',
    });
    const fresh = await racewatch(['baseline', '--check=base.json', 'notice.jsonl']);
    expect([fresh.code, fresh.stderr]).toEqual([
      66,
      `racewatch: 1 new race, 0 accepted\nracewatch: 1 race of base.json not seen this time: ${race.fingerprint} (lost-update on stock.apples)\n`,
    ]);
    const run = await workshop.watch(['shop.js'], { racewatch: 'baseline=base.json' });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('WARNING: RACE lost-update');
    expect((await workshop.watch(['shop.js'])).code).toBe(66);
  });

  it('is not written of a log that a newer version wrote', async () => {
    const { code } = await racewatch(['baseline', '--write=none.json', 'newer.jsonl']);
    expect([code, existsSync(inFolder('none.json'))]).toEqual([2, false]);
  });
});

describe('racewatch watch', () => {
  it('shows races as they come, one line each where there is no terminal, and ends with a signal', async () => {
    const child = spawn(process.execPath, [MAIN, 'watch', 'live.*.jsonl'], { cwd: workshop.folder });
    let output = '';
    let told = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    const until = async (done: () => boolean) => {
      while (!done()) await new Promise((next) => setTimeout(next, 20));
    };
    await until(() => told.includes('waiting: live.*.jsonl'));
    workshop.write('live.1.jsonl', `${renderJson(race)}\n${renderJson(race)}\n`);
    await until(() => output.includes(race.fingerprint));
    workshop.write('live.2.jsonl', `${renderJson({ ...race, fingerprint: '00000000000000ff' })}\n`);
    await until(() => output.includes('00000000000000ff'));
    workshop.write('live.3.jsonl', 'oops\n{"schema":"racewatch.race/2"}\noops\n');
    await until(() => told.includes('racewatch.race/2'));
    child.kill('SIGINT');
    const code = await new Promise((done) => child.once('close', done));
    expect(code).toBe(0);
    expect(output.trimEnd().split('\n')).toHaveLength(2);
    expect(told).toContain('racewatch: a line of live.3.jsonl skipped: no JSON\n');
    expect(told).toMatch(/ skipped: the schema racewatch\.race\/2 is unknown to racewatch /);
    expect(told).toMatch(/\nracewatch: 2 races, seen 3 times, 3 lines skipped\n$/);
  });
});

describe('racewatch doctor', () => {
  it('tells of hooks, integrations, accepted races, costs, and what is not watched', async () => {
    const { code, stdout } = await racewatch(['doctor', '--baseline=nowhere.json']);
    expect(code).toBe(0);
    for (const part of ['Hooks', 'Integrations', 'Accepted races', 'Costs', 'Not watched']) {
      expect(stdout).toContain(`\n${part}\n  `);
    }
    expect(stdout).toContain('cannot read the baseline "nowhere.json": there is no such file');
  });
});
