// expect: lost-update error stock.left
// sites: sell, refill, sell
// The first round is undisturbed; the second one reads in the turn in which the first one wrote.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const stock = { left: 10 };

async function sell(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const before = stock.left;
    await sleep(40);
    stock.left = before - 1;
  }
}

async function refill(): Promise<void> {
  await sleep(60);
  stock.left = stock.left + 5;
}

async function main(): Promise<void> {
  await Promise.all([task('sell', () => sell(2)), task('refill', refill)]);
  console.log(`10 - 2 + 5 = ${stock.left}`);
}
void main();
