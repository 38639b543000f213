import { allowRace, expectRace } from 'racewatch';
import { describe, expect, it } from 'vitest';
import { Shop } from './shop.ts';

const shop = new Shop();
const two = (item = 'bicycle') => Promise.all([shop.buy(item), shop.buy(item)]);

describe('allowed', () => {
  it('by a glob', async () => {
    allowRace('**.stock[*bicycle*]');
    await two();
  });

  it('after it happened', async () => {
    await two();
    allowRace(/bicycle/);
  });

  it('by its shape', async () => {
    allowRace({ pattern: 'lost-update', file: 'shop.ts' });
    await two();
  });

  it('but another one', async () => {
    allowRace('**[*tricycle*]');
    await two();
  });

  it('not any more in the next test', async () => {
    await two();
  });
});

describe('expected', () => {
  it('and it occurs', async () => {
    expectRace();
    await two();
  });

  it('while a function runs', async () => {
    const races = await expectRace(() => two(), { pattern: 'lost-update' });
    expect(races.map(({ pattern }) => pattern)).toEqual(['lost-update']);
  });

  it('and it does not occur', async () => {
    expectRace('**tricycle**');
    await shop.buy('bicycle');
  });

  it('while a function runs, and it does not occur', async () => {
    await expectRace(() => shop.buy('bicycle'));
  });

  it('by what is no matcher', () => {
    expectRace({ patern: 'lost-update' } as never);
  });
});
