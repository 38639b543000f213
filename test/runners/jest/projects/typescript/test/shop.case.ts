import { Shop } from '../shop';

declare const test: (name: string, fn: () => Promise<void>) => void;

const shop: Shop = new Shop();

test('two buyers at once', async () => {
  await Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]);
});
