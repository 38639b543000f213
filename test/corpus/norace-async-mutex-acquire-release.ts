// expect: silence

import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');
const mutex = new Mutex();

async function buy(): Promise<void> {
  const free = await mutex.acquire();
  try {
    if (shop.stock > 8) {
      await sleep(3);
      shop.stock--;
    }
  } finally {
    free();
  }
}

async function main(): Promise<void> {
  await Promise.all([1, 2, 3].map((n) => task(`buy ${n}`, buy)));
  console.log(shop.stock);
}
void main();
