import { expect, it } from 'vitest';
import { Shop } from './shop.ts';

it('two at once in a shop just made', async () => {
  const shop = new Shop();
  await Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]);
});

it('two orders, awaited later, in a shop just made', async () => {
  const shop = new Shop();
  const [first, second] = [shop.buy('bicycle'), shop.buy('bicycle')];
  await first;
  await second;
});

it('one after the other in a shop just made', async () => {
  const shop = new Shop();
  await shop.buy('bicycle');
  expect((await shop.buy('bicycle')).left).toBe(98);
});
