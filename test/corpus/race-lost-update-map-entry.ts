// expect: lost-update error inventory["sku-1"]
// sites: reserve, reserve, reserve
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const inventory = track(new Map([['sku-1', 10]]), 'inventory');

async function reserve(): Promise<void> {
  const left = inventory.get('sku-1') ?? 0;
  await sleep(5);
  inventory.set('sku-1', left - 1);
}

async function main(): Promise<void> {
  await Promise.all([task('reserve 1', reserve), task('reserve 2', reserve)]);
  console.log(`10 - 2 = ${inventory.get('sku-1')}`);
}
void main();
