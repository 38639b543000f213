// expect: silence
// The price is awaited first, so the total is read and written in one turn.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const bill = track({ total: 0 }, 'bill');

async function price(cents: number): Promise<number> {
  await sleep(5);
  return cents;
}

async function addPrice(cents: number): Promise<void> {
  const add = await price(cents);
  bill.total += add;
}

async function main(): Promise<void> {
  await Promise.all([task('tea', () => addPrice(250)), task('cake', () => addPrice(400))]);
  console.log(bill.total);
}
void main();
