// expect: dirty-read error prices["eur"]
// sites: refresh, lookUp, refresh
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const prices = track(new Map([['eur', 100]]), 'prices');

async function refresh(): Promise<void> {
  prices.clear();
  await sleep(45);
  prices.set('eur', 110);
}

async function lookUp(): Promise<number | undefined> {
  await sleep(5);
  return prices.get('eur');
}

async function main(): Promise<void> {
  const [price] = await Promise.all([task('look up', lookUp), task('refresh', refresh)]);
  console.log(`price is ${price}`);
}
void main();
