// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');

async function buy(): Promise<void> {
  const seen = shop.stock;
  await sleep(3);
  shop.stock = seen - 1;
}

async function main(): Promise<void> {
  const { default: pLimit } = await import('p-limit');
  const limit = pLimit(1);
  await Promise.all([1, 2, 3].map((n) => task(`buy ${n}`, () => limit(buy))));
  console.log(shop.stock);
}
void main();
