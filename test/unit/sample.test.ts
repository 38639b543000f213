// Which containers a sample leaves out, and that nothing of what was recorded before a time out is ever used again.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { counters, resetCounters } from '../../src/core/counters.ts';
import { rootPath } from '../../src/core/path.ts';
import { read } from '../../src/core/record.ts';
import { adjustSample, choosePeriod, isLeftOut, sampling, setSample } from '../../src/core/sample.ts';
import { Shadow } from '../../src/core/shadow.ts';
import { openTurn } from '../../src/core/turns.ts';

beforeEach(resetCounters);
afterEach(() => setSample(1));

const shadows = (count: number) =>
  Array.from({ length: count }, (_, n) => new Shadow('object', rootPath(`n${n}`)));
const recorded = (list: readonly Shadow[]) => new Set(list.filter((shadow) => !isLeftOut(shadow)));

it('a smaller share leaves out some of those that were recorded, and adds none', () => {
  const list = shadows(2000);
  setSample(0.5);
  const before = recorded(list);
  adjustSample(0.25);
  const after = recorded(list);
  expect(after.size).toBeGreaterThan(0);
  expect(after.size).toBeLessThan(before.size);
  expect([...after].every((shadow) => before.has(shadow))).toBe(true);
  adjustSample(0.5);
  expect(recorded(list)).toEqual(before);
});

it('the choice holds for a period and no longer', () => {
  const list = shadows(2000);
  setSample(0.5);
  const first = recorded(list);
  expect(recorded(list)).toEqual(first);
  choosePeriod();
  expect(recorded(list)).not.toEqual(first);
});

it('counts what it leaves out', () => {
  setSample(0);
  const [shadow] = shadows(1);
  openTurn(0, 0, 0, 0, 1);
  for (let n = 0; n < 3; n++) read((shadow as Shadow).locate('a'), n);
  expect(counters).toMatchObject({ accesses: 0, accessesLeftOut: 3 });
});

it('numbers of periods start over without an end', () => {
  setSample(0.5);
  const [shadow] = shadows(1);
  for (let n = 0; n < 20_000; n++) {
    choosePeriod();
    isLeftOut(shadow as Shadow);
  }
  expect(Number.isInteger(sampling.period) && sampling.period < 2 ** 13).toBe(true);
});

const timeOut: [string, () => void][] = [
  ['the share shrinks and grows', () => adjustSample(0)],
  ['the period ends', () => setSample(0)],
];

it.each(timeOut)('what was recorded is forgotten when a container is left out: %s', (_name, leaveOut) => {
  const [shadow] = shadows(1) as [Shadow];
  setSample(0.999_99);
  const location = shadow.locate('a');
  const touch = () => {
    openTurn(0, 0, 0, 0, 1);
    read(location, 1);
  };
  touch();
  touch();
  expect(location.length).toBe(2);
  leaveOut();
  touch();
  expect(location.length).toBe(0);
  setSample(1);
  touch();
  expect(location.length).toBe(1);
});

it.each([0.999_99, 1])(
  'what was recorded while all were recorded is forgotten when it was left out before and after, then recorded with a share of %d',
  (share) => {
    const [shadow] = shadows(1) as [Shadow];
    setSample(0);
    isLeftOut(shadow);
    setSample(1);
    openTurn(0, 0, 0, 0, 1);
    read(shadow.locate('a'), 1);
    setSample(0);
    isLeftOut(shadow);
    setSample(share);
    openTurn(0, 0, 0, 0, 1);
    read(shadow.locate('a'), 1);
    expect(shadow.locate('a').length).toBe(1);
  },
);
