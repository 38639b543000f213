// expect: lost-update error stock["sku-1"]
// sites: buy, buy, buy
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const stock = new Map([['sku-1', 10]]);

async function buy(sku: string): Promise<void> {
  const left = stock.get(sku) ?? 0;
  await sleep(20);
  stock.set(sku, left - 1);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => buy('sku-1')), task('bob', () => buy('sku-1'))]);
  console.log(`10 - 2 = ${stock.get('sku-1')}`);
}
void main();
