// expect: lost-update error shop.stock
// sites: buy, buy, buy
// Each caller makes a mutex of its own.

import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');

async function buy(): Promise<void> {
  const seen = shop.stock;
  await sleep(5);
  shop.stock = seen - 1;
}

async function main(): Promise<void> {
  await Promise.all([
    task('buy 1', () => new Mutex().runExclusive(buy)),
    task('buy 2', () => new Mutex().runExclusive(buy)),
  ]);
  console.log(`two sold, stock ${shop.stock}`);
}
void main();
