// Amounts with a unit: what is read, what is refused, and that writing and reading agree.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount, type Unit, writeAmount } from '../../src/config/units.ts';

describe('an amount', () => {
  it.each<[Unit, string | number, number]>([
    ['size', '64MB', 67_108_864],
    ['size', '1.5kb', 1536],
    ['size', '512 B', 512],
    ['size', '0', 0],
    ['duration', '10s', 10_000],
    ['duration', '500ms', 500],
    ['duration', '1.5m', 90_000],
    ['duration', 0, 0],
    ['share', '5%', 0.05],
    ['share', '0.05', 0.05],
    ['share', 0.5, 0.5],
    ['share', '100%', 1],
  ])('of %s %j is %d', (unit, written, value) => {
    expect(readAmount(unit, written)).toBeCloseTo(value, 10);
  });

  it.each<[Unit, unknown]>([
    ['size', '64'],
    ['size', '64 megabytes'],
    ['size', '-1MB'],
    ['duration', '10'],
    ['duration', '10 parsecs'],
    ['duration', 'constructor'],
    ['duration', '1toString'],
    ['share', '101%'],
    ['share', '1.5'],
    ['share', ''],
    ['share', null],
    ['share', ['5%']],
    ['size', `${'9'.repeat(400)}GB`],
  ])('of %s is not %j', (unit, written) => {
    expect(readAmount(unit, written)).toBeUndefined();
  });

  it('that was written is read as the same', () => {
    const cases = fc.oneof(
      fc.tuple(fc.constantFrom<Unit>('size', 'duration'), fc.nat(2 ** 30)),
      fc.tuple(
        fc.constant<Unit>('share'),
        fc.nat(10_000).map((n) => n / 10_000),
      ),
    );
    fc.assert(
      fc.property(cases, ([unit, value]) => {
        expect(readAmount(unit, writeAmount(unit, value))).toBeCloseTo(value, 10);
      }),
    );
  });
});
