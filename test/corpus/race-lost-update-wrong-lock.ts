// expect: lost-update error shop.stock
// sites: buy, buy, buy
// acquire/release of two different objects orders nothing.
import { setTimeout as sleep } from 'node:timers/promises';
import { acquire, release, task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');

async function buy(lock: object): Promise<void> {
  acquire(lock);
  const seen = shop.stock;
  await sleep(5);
  shop.stock = seen - 1;
  release(lock);
}

async function main(): Promise<void> {
  await Promise.all([task('buy 1', () => buy({})), task('buy 2', () => buy({}))]);
  console.log(`two sold, stock ${shop.stock}`);
}
void main();
