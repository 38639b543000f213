// expect: lost-update error shop.stock
// sites: buy, buy, buy
// A limiter that lets two in excludes nobody.
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');
const limit = pLimit(2);

async function buy(): Promise<void> {
  const seen = shop.stock;
  await sleep(5);
  shop.stock = seen - 1;
}

await Promise.all([task('buy 1', () => limit(buy)), task('buy 2', () => limit(buy))]);
console.log(`two sold, stock ${shop.stock}`);
