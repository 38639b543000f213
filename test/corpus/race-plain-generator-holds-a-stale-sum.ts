// expect: lost-update error ledger.sum
// sites: posting, posting, posting
// A plain generator, driven by timers: what it read before a yield is written after it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const ledger = { sum: 0 };

function* posting(amount: number): Generator<number, void> {
  const before = ledger.sum;
  yield amount;
  ledger.sum = before + amount;
}

async function drive(steps: Generator<number, void>): Promise<void> {
  for (const ms of steps) await sleep(ms);
}

async function main(): Promise<void> {
  await Promise.all([task('rent', () => drive(posting(20))), task('food', () => drive(posting(80)))]);
  console.log(`20 + 80 = ${ledger.sum}`);
}
void main();
