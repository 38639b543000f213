// expect: lost-update error shop.stock
// sites: readStock, buy, buy
// The lock is given back between the read and the write.

import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');
const mutex = new Mutex();

async function readStock(): Promise<number> {
  return shop.stock;
}

async function buy(ms: number): Promise<void> {
  const seen = await mutex.runExclusive(readStock);
  await sleep(ms);
  shop.stock = seen - 1;
}

async function main(): Promise<void> {
  await Promise.all([task('buy 1', () => buy(5)), task('buy 2', () => buy(15))]);
  console.log(`two sold, stock ${shop.stock}`);
}
void main();
