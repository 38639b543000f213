// expect: silence
// The latest read before the write is the one that counts.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');

async function audit(): Promise<void> {
  const before = shop.stock;
  await sleep(40);
  const seen = shop.stock;
  await sleep(40);
  shop.stock = before > 0 ? seen - 1 : seen;
}

async function buy(): Promise<void> {
  await sleep(5);
  shop.stock--;
}

async function main(): Promise<void> {
  await Promise.all([task('audit', audit), task('buy', buy)]);
  console.log(shop.stock);
}
void main();
