// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');

async function buy(): Promise<void> {
  const seen = shop.stock;
  await sleep(5);
  shop.stock = seen - 1;
}

async function main(): Promise<void> {
  await task('buy 1', buy);
  await task('buy 2', buy);
  await task('buy 3', buy);
  console.log(shop.stock);
}
void main();
