// expect: silence
// The newest look is a child task's; its result was awaited.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const account = track({ balance: 10 }, 'account');

async function deposit(): Promise<void> {
  const before = account.balance;
  await sleep(12);
  const fresh = await task('look', async () => account.balance);
  await null;
  account.balance = fresh + 1;
  console.log(`before ${before}`);
}

async function correct(): Promise<void> {
  await sleep(5);
  account.balance = 50;
}

async function main(): Promise<void> {
  await Promise.all([task('deposit', deposit), task('correct', correct)]);
  console.log(account.balance);
}
void main();
