// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import AsyncLock from 'async-lock';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');
const lock = new AsyncLock();

async function buy(): Promise<void> {
  const seen = shop.stock;
  await sleep(3);
  shop.stock = seen - 1;
}

async function main(): Promise<void> {
  await Promise.all([1, 2, 3].map((n) => task(`buy ${n}`, () => lock.acquire('stock', buy))));
  console.log(shop.stock);
}
void main();
