// expect: lost-update error shop.stock
// sites: buy, buy, buy
import { track } from 'racewatch';
import { served, together } from './lib/served.ts';

const shop = track({ stock: 10 }, 'shop');

async function buy(): Promise<string> {
  const seen = shop.stock;
  await together();
  shop.stock = seen - 1;
  return 'sold';
}

async function main(): Promise<void> {
  await served(buy, (get) => Promise.all([get('/buy'), get('/buy')]));
  console.log(`two sold, stock ${shop.stock}`);
}
void main();
