// expect: unrepeatable-read notice shop.price
// sites: order, raise, order
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const shop = track({ price: 100 }, 'shop');

async function order(): Promise<void> {
  const shown = shop.price;
  await sleep(45);
  const charged = shop.price;
  console.log(`shown ${shown}, charged ${charged}`);
}

async function raise(): Promise<void> {
  await sleep(5);
  shop.price = 120;
}

task('order', order);
task('raise', raise);
