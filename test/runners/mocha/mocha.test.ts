// Mocha under the detector, in a real run.

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../support/children.ts';
import { isInstalled, node, steady } from '../support.ts';

const HERE = join(ROOT, 'test/runners/mocha');

it.runIf(isInstalled('mocha'))(
  'the test that owns a race fails, and no other',
  async () => {
    const { code, output } = await node(
      [
        join(ROOT, 'node_modules/mocha/bin/mocha.js'),
        '--no-config',
        // By their paths: Mocha looks for packages from where it lies itself.
        `--require=${join(ROOT, 'dist/instrument/register.js')}`,
        `--require=${join(ROOT, 'dist/instrument/runners/mocha/index.js')}`,
        'shop.cjs',
      ],
      HERE,
    );
    expect(code).toBe(4);
    await expect(steady(output)).toMatchFileSnapshot('output.txt');
  },
  60_000,
);
