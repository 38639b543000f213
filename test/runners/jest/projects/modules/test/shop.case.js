import { buy, sold } from '../shop.js';

test('two buyers at once', async () => {
  await Promise.all([buy(), buy()]);
  expect(sold).toBe(1);
});
