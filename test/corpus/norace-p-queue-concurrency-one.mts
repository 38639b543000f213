// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');
const queue = new PQueue({ concurrency: 1 });

async function buy(): Promise<void> {
  const seen = shop.stock;
  await sleep(3);
  shop.stock = seen - 1;
}

await Promise.all([1, 2, 3].map((n) => task(`buy ${n}`, () => queue.add(buy))));
console.log(shop.stock);
