// expect: silence
// A look before the await for the receipt; the update itself is made in one turn.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let stock = 10;

async function buy(ms: number): Promise<string> {
  const shown = stock;
  await sleep(ms);
  stock -= 1;
  return `shown ${shown}`;
}

async function main(): Promise<void> {
  const receipts = await Promise.all([task('ann', () => buy(20)), task('bob', () => buy(80))]);
  console.log(receipts.join(', '), `10 - 2 = ${stock}`);
}
void main();
