// What `racewatch watch` remembers of the races it has shown.

import { describe, expect, it } from 'vitest';
import { Met } from '../../src/cli/watch.ts';

describe('the races that were met', () => {
  it('are new once, and counted once', () => {
    const met = new Met(10);
    expect(['a', 'b', 'a', 'a'].map((print) => met.isNew(print))).toEqual([true, true, false, false]);
    expect(met.told()).toBe('2 races');
  });

  it('are forgotten beyond a number, the one longest unseen first, and the count says so', () => {
    const met = new Met(2);
    for (const print of ['a', 'b', 'a', 'c']) met.isNew(print);
    expect(['a', 'b'].map((print) => met.isNew(print))).toEqual([false, true]);
    expect(met.told()).toBe('up to 4 races');
  });
});
