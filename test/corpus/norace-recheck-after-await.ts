// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const shop = track({ stock: 1 }, 'shop');

async function buy(): Promise<string> {
  if (shop.stock === 0) return 'sold out';
  await sleep(5);
  if (shop.stock === 0) return 'sold out';
  shop.stock--;
  return 'sold';
}

async function main(): Promise<void> {
  console.log((await Promise.all([task('ann', buy), task('bob', buy)])).join(), shop.stock);
}
void main();
