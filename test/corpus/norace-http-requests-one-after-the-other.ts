// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { track } from 'racewatch';
import { served } from './lib/served.ts';

const shop = track({ stock: 10 }, 'shop');

async function buy(): Promise<string> {
  const seen = shop.stock;
  await sleep(3);
  shop.stock = seen - 1;
  return 'sold';
}

async function main(): Promise<void> {
  await served(buy, async (get) => {
    await get('/buy');
    await get('/buy');
  });
  console.log(shop.stock);
}
void main();
