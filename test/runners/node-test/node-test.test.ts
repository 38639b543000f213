// node:test under the detector, in real runs.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../support/children.ts';
import { node, steady } from '../support.ts';

const HERE = join(ROOT, 'test/runners/node-test');
const WATCHED = ['--require', 'racewatch/register', '--import', 'racewatch/node-test'];

/** Marks and names, as the reporter for people shows them; each once. */
function marks(output: string): string[] {
  const [list = ''] = output.split('failing tests:');
  return [...list.matchAll(/^\s*([✔✖]) (.*?) \(/gmu)].map(([, mark, name]) => `${mark} ${name}`);
}

describe('the test that owns a race fails, and no other', () => {
  it.each([
    ['one process', []],
    ['a process for each file', ['--test']],
  ])(
    'in %s',
    async (_name, more) => {
      const { code, output } = await node([...WATCHED, '--test-reporter=spec', ...more, 'shop.cjs'], HERE);
      expect(marks(output).filter((line) => !line.endsWith('.js'))).toEqual([
        '✔ one after the other',
        '✖ two at once',
        '✖ part',
        '✖ two at once, in a part of a test',
        '✔ allowed',
        '✔ expected',
        '✖ expected in vain',
        '✖ two at once, again',
        '✖ judged',
      ]);
      expect(output).toContain('racewatch: 1 race, 3 of 8 tests failed for it; 2 allowed or expected');
      // The hook before all tests races as well: that is the file's.
      expect(output).toContain('If it is intended, in this file, outside of its tests:');
      expect(code).toBe(1);
    },
    60_000,
  );
});

describe('races outside of tests fail the file', () => {
  it.each(['skips.cjs', 'last-hook.cjs'])(
    'in %s',
    async (file) => {
      const { code, output, stdout } = await node([...WATCHED, '--test-reporter=spec', file], HERE);
      expect(output).toContain('race lost-update on stock["bicycle"]');
      expect(output).toMatch(/racewatch: 1 race, 0 of \d tests? failed for it\n/);
      expect(stdout).not.toContain('racewatch: ');
      expect(code).toBe(1);
    },
    60_000,
  );
});

it('says which line raced', async () => {
  const { output } = await node(
    [...WATCHED, '--test-reporter=spec', '--test-name-pattern=^two at once$', 'shop.cjs'],
    HERE,
  );
  const [, told = ''] = /(Error \[RaceError\][\s\S]*?shop\.cjs:11:9\)\n)/.exec(output) ?? [];
  await expect(steady(told)).toMatchFileSnapshot('output.txt');
}, 60_000);
