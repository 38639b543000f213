// expect: check-then-act error left
// sites: buy, buy, buy
// The decrement itself is safe, the decision is old.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let left = 1;

async function buy(): Promise<void> {
  if (left > 0) {
    await sleep(20);
    left--;
  }
}

async function main(): Promise<void> {
  await Promise.all([task('ann', buy), task('bob', buy)]);
  console.log(`one was there, left ${left}`);
}
void main();
