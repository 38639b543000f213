import { afterAll, beforeAll, it } from 'vitest';
import { Shop } from './shop.ts';

const shop = new Shop();
let late: Promise<unknown> = Promise.resolve();

beforeAll(async () => {
  await Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]);
});

afterAll(() => late);

it('leaves work behind', () => {
  late = new Promise((done) => setTimeout(done, 10)).then(() =>
    Promise.all([shop.buy('bicycle'), shop.buy('bicycle')]),
  );
});

it('is not to blame for it', async () => {
  await new Promise((done) => setTimeout(done, 30));
});
