// expect: lost-update error stock["tea"]
// sites: sell, sell, sell
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const stock = track(new Map([['tea', 8]]), 'stock');
const { get, set } = Map.prototype;

async function sell(): Promise<void> {
  const left = get.call(stock, 'tea') as number;
  await sleep(5);
  set.call(stock, 'tea', left - 1);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', sell), task('bob', sell)]);
  console.log(`8 - 2 = ${stock.get('tea')}`);
}
void main();
