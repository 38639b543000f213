import { describe, expect, it } from 'vitest';
import { Shop } from './shop.ts';

const alone = new Shop();
const together = new Shop();

describe.concurrent('tests at once', () => {
  it('first with a shop of its own', async () => {
    const own = new Shop();
    await own.buy('bicycle');
    expect(true).toBe(true);
  });

  it('races inside', async () => {
    await Promise.all([alone.buy('bicycle'), alone.buy('bicycle')]);
  });

  it('is one of two that share a shop', async () => {
    await together.buy('bicycle');
  });

  it('is the other one', async () => {
    await together.buy('bicycle');
  });
});
