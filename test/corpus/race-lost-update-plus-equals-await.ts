// expect: lost-update error bill.total
// sites: addPrice, addPrice, addPrice
// The left side of += is read before the await.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const bill = track({ total: 0 }, 'bill');

async function price(cents: number): Promise<number> {
  await sleep(5);
  return cents;
}

async function addPrice(cents: number): Promise<void> {
  bill.total += await price(cents);
}

async function main(): Promise<void> {
  await Promise.all([task('tea', () => addPrice(250)), task('cake', () => addPrice(400))]);
  console.log(`250 + 400 = ${bill.total}`);
}
void main();
