// expect: lost-update error shop.stock
// sites: buy, buy, buy
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');

async function buy(): Promise<void> {
  const seen = shop.stock;
  await sleep(5);
  shop.stock = seen - 1;
}

async function main(): Promise<void> {
  await Promise.all([task('buy 1', buy), task('buy 2', buy)]);
  console.log(`two sold, stock ${shop.stock}`);
}
void main();
