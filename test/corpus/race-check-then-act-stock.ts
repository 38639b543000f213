// expect: check-then-act error shop.stock
// sites: buy, buy, buy
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const shop = track({ stock: 1 }, 'shop');

async function buy(): Promise<void> {
  if (shop.stock > 0) {
    await sleep(5);
    shop.stock--;
  }
}

async function main(): Promise<void> {
  await Promise.all([task('buy 1', buy), task('buy 2', buy)]);
  console.log(`one was there, stock ${shop.stock}`);
}
void main();
