// expect: lost-update error regions["eu"]["tea"]
// sites: sell, sell, sell
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const regions = new Map([['eu', new Map([['tea', 5]])]]);

async function sell(region: string, item: string, ms: number): Promise<void> {
  const stock = regions.get(region) as Map<string, number>;
  const left = stock.get(item) ?? 0;
  await sleep(ms);
  stock.set(item, left - 1);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => sell('eu', 'tea', 20)), task('bob', () => sell('eu', 'tea', 80))]);
  console.log(`5 - 2 = ${regions.get('eu')?.get('tea')}`);
}
void main();
