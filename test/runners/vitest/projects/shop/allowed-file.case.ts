import { allowRace } from 'racewatch';
import { it } from 'vitest';
import { Shop } from './shop.ts';

allowRace('**.stock[*]');

const shop = new Shop();

it('is allowed in the whole file', async () => {
  await Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]);
});
