// expect: lost-update error count
// sites: add, add, add
// The old value waits in an object of the function's own.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let count = 0;

async function add(amount: number): Promise<void> {
  const work = { amount, count };
  await sleep(amount);
  count = work.count + work.amount;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => add(20)), task('bob', () => add(80))]);
  console.log(`20 + 80 = ${count}`);
}
void main();
