import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortened } from '../../src/write-up.ts';

describe('a name that is too long for a report', () => {
  it.each([
    ['short', 9, 'short'],
    ['a long name of a thing', 9, 'a lo…hing'],
    ['abc😀 and then 😀xyz', 9, 'abc…xyz'],
  ])('%s becomes at most %i letters', (name, most, short) => {
    expect(shortened(name, most)).toBe(short);
  });

  it('stays whole in its letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 3, max: 20 }), (name, most) => {
        const short = shortened(name, most);
        expect(short.length).toBeLessThanOrEqual(most);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });
});
