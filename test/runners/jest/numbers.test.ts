// The numbers of a Jest run travel through a folder; tests run where none can be made.

import { afterEach, expect, it } from 'vitest';
import { leaveNumbers } from '../../../instrument/runners/jest/numbers.ts';
import { noTotals } from '../../../src/tests/summary.ts';

const { TMPDIR } = process.env;
afterEach(() => {
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
});

it('a project with the preset loads where no temporary folder can be made', async () => {
  process.env.TMPDIR = '/nowhere/at/all';
  await expect(import('../../../instrument/runners/jest/preset.ts')).resolves.toBeDefined();
  expect(() => leaveNumbers(noTotals())).not.toThrow();
  expect(process.env.RACEWATCH_NUMBERS).toBeUndefined();
});
