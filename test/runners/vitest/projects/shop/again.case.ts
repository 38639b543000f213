import { expect, it } from 'vitest';
import { Shop } from './shop.ts';

const shop = new Shop();
let attempts = 0;

it('races in its first attempt only', { retry: 2 }, async () => {
  attempts++;
  if (attempts === 1) await Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]);
  else await shop.buy('bicycle');
});

it('races in every attempt', { retry: 1 }, async () => {
  await Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]);
});

let turns = 0;

it('races in its third repeat only', { repeats: 2 }, async () => {
  turns++;
  if (turns === 3) await Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]);
  else await shop.buy('bicycle');
});

it.fails('fails, as it says', async () => {
  await Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]);
});

it('fails by itself as well', async () => {
  await Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]);
  expect(1).toBe(2);
});
