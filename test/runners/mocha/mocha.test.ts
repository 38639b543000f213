// Mocha under the detector, in a real run.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../support/children.ts';
import { isInstalled, node, steady } from '../support.ts';

const HERE = join(ROOT, 'test/runners/mocha');

/** By their paths: Mocha looks for packages from where it lies itself. */
const mocha = (...args: readonly string[]) =>
  node(
    [
      join(ROOT, 'node_modules/mocha/bin/mocha.js'),
      '--no-config',
      `--require=${join(ROOT, 'dist/instrument/register.js')}`,
      `--require=${join(ROOT, 'dist/instrument/runners/mocha/index.js')}`,
      ...args,
    ],
    HERE,
  );

describe.runIf(isInstalled('mocha'))('mocha', () => {
  it('fails the test that owns a race, and no other', async () => {
    const { code, stdout, stderr } = await mocha('shop.cjs');
    expect(code).toBe(4);
    expect(stderr).toBe('racewatch: 1 race, 3 of 8 tests failed for it; 2 allowed or expected\n');
    await expect(steady(stdout)).toMatchFileSnapshot('output.txt');
  }, 60_000);

  it('leaves stdout to reports for programs', async () => {
    const { stdout } = await mocha('--reporter=json', 'shop.cjs');
    expect(JSON.parse(stdout)).toMatchObject({ stats: { failures: 4 } });
  }, 60_000);

  it.each(['skipped in a hook', 'failing in a hook', 'out of time', 'throwing before it calls back'])(
    'holds a race of nobody against the run after a test that is %s',
    async (name) => {
      const { stdout, stderr } = await mocha('given-up.cjs', '--fgrep', name);
      expect(stdout).toContain('"after all" hook: racewatch');
      expect(stdout).toContain('race lost-update on stock["bicycle"]');
      expect(stderr).toMatch(/^racewatch: 1 race, 0 of \d tests? failed for it\n$/);
    },
    60_000,
  );

  it('judges what the hooks of the files do after all tests', async () => {
    const { stdout } = await mocha('last-hook.cjs');
    expect(stdout).toContain('race lost-update on stock["bicycle"]');
  }, 60_000);

  it('says what raced although the last hook of a file fails', async () => {
    const { code, stderr } = await mocha('failing-hook.cjs');
    expect(stderr).toContain('race lost-update on stock["bicycle"]');
    expect(stderr).toMatch(/\nracewatch: 1 race, 0 of 1 test failed for it\n$/);
    expect(code).toBe(1);
  }, 60_000);
});
