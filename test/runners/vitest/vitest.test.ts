// The Vitest plugin in real runs: who owns a race, in every pool; what is allowed, expected and skipped.

import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInstalled, outcomes, steady, vitest } from '../support.ts';

const SHOP = 'race lost-update on Shop.stock["bicycle"]';
const FAILS = expect.stringContaining(SHOP);

/** What must come of the shop's tests, whatever they run in. */
const WANTED = {
  'one after the other': 'passed',
  'two at once': FAILS,
  'two at once, again': FAILS,
  'two at once in a shop just made': FAILS,
  'two orders, awaited later, in a shop just made': FAILS,
  'one after the other in a shop just made': 'passed',
  'by a server that belongs to the file one order': 'passed',
  'by a server that belongs to the file two orders at once': FAILS,
  'tests at once first with a shop of its own': 'passed',
  'tests at once races inside': FAILS,
  'races in its first attempt only': 'passed',
  'races in every attempt': FAILS,
  'races in its third repeat only': FAILS,
  'fails, as it says': 'passed',
  'fails by itself as well': expect.stringMatching(/expected 1 to be 2.* \| .*lost-update/),
  'allowed by a glob': 'passed',
  'allowed after it happened': 'passed',
  'allowed by its shape': 'passed',
  'allowed but another one': FAILS,
  'allowed not any more in the next test': FAILS,
  'expected and it occurs': 'passed',
  'expected while a function runs': 'passed',
  'expected and it does not occur': expect.stringContaining('Expected a race that matches **tricycle**'),
  'expected while a function runs, and it does not occur': expect.stringContaining('Expected a race, and'),
  'expected by what is no matcher': expect.stringContaining('not patern: lost-update.'),
  'is allowed in the whole file': 'passed',
  'races, and nobody looks': 'passed',
  'leaves work behind': 'passed',
  'is not to blame for it': 'passed',
  'outside.case.ts': FAILS,
};

describe.sequential('the test that owns a race fails, and no other', () => {
  it.each(['forks', 'threads', 'vmThreads', 'vmForks', 'forks --no-isolate', 'threads --no-isolate'])(
    'in %s',
    async (pool) => {
      const { tests, code, output } = await outcomes('shop', ['--pool', ...pool.split(' ')]);
      expect(tests).toMatchObject(WANTED);
      // Of two tests that share a shop the one with the second access fails.
      const pair = ['tests at once is one of two that share a shop', 'tests at once is the other one'];
      expect(pair.map((name) => tests[name]).sort()).toEqual([FAILS, 'passed'].sort());
      expect(code).toBe(1);
      expect(output).toContain('racewatch: 1 race, 13 of 31 tests failed for it; 6 allowed or expected');
    },
    120_000,
  );
});

describe('what a person reads', () => {
  it('is the race, both stacks and the racing line', async () => {
    const { stdout, stderr } = await vitest('shop', ['owner', '-t', 'two at once$']);
    await expect(steady(stdout + stderr)).toMatchFileSnapshot('output/owner.txt');
  }, 60_000);

  it('is one line when there is nothing', async () => {
    const { stdout, stderr, code } = await vitest('shop', ['owner', '-t', 'one after']);
    expect(stderr).toBe('racewatch: no races in 1 test\n');
    expect(stdout).not.toContain('racewatch: ');
    expect(code).toBe(0);
  }, 60_000);
});

describe('a project with', () => {
  it('mocks, fake timers, plain JavaScript, several folders and a runner of its own', async () => {
    const { tests, output } = await outcomes('mixed');
    expect(tests).toMatchObject({
      'hits once': 'passed',
      'hits twice at once': expect.stringContaining('race lost-update on hits'),
      'adds one': 'passed',
      'adds two at once': expect.stringContaining('race lost-update on list.items'),
    });
    expect(output).toContain('own runner: adds one');
  }, 60_000);

  it('places in the original source', async () => {
    const { output } = await vitest('mixed', ['--reporter=verbose']);
    expect(output).toContain('❯ hit hits.ts:10:3');
    expect(output).toContain('❯ add list.mjs:7:8');
  }, 60_000);

  it.runIf(isInstalled('jsdom') && isInstalled('happy-dom'))(
    'a page',
    async () => {
      const { output } = await vitest('dom');
      expect(output.match(/RaceError: race lost-update on Counter\.count/g)).toHaveLength(2);
      expect(output.match(/❯ Counter\.add counter\.mjs:13:10/g)).toHaveLength(2);
      expect(output).toContain('racewatch: 1 race, 2 of 4 tests failed for it');
      expect(output).not.toContain('ECONNREFUSED');
    },
    60_000,
  );

  it('a log: one file of JSON lines for each process, every race once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'racewatch-runners-'));
    await vitest('logged', [], { RACES_GO_TO: join(folder, 'race') });
    const lines = readdirSync(folder).flatMap((name) =>
      readFileSync(join(folder, name), 'utf8').trim().split('\n'),
    );
    expect(lines.map((line) => (JSON.parse(line) as { pattern: string }).pattern)).toEqual(['lost-update']);
  }, 60_000);

  it('an option that does not exist says so and runs nothing', async () => {
    const { output, code } = await vitest('mistaken');
    expect(output).toContain('racewatch: options: unknown option "levl" (did you mean "level"?)');
    expect(code).toBe(1);
  }, 60_000);
});
