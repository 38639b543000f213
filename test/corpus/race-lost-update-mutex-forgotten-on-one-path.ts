// expect: lost-update error account.balance
// sites: deposit, refund, deposit

import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex } from 'async-mutex';
import { task, track } from 'racewatch';

const account = track({ balance: 100 }, 'account');
const mutex = new Mutex();

async function deposit(amount: number): Promise<void> {
  const before = account.balance;
  await sleep(45);
  account.balance = before + amount;
}

async function refund(amount: number): Promise<void> {
  await sleep(5);
  account.balance += amount;
}

async function main(): Promise<void> {
  await Promise.all([
    task('deposit 1', () => mutex.runExclusive(() => deposit(10))),
    task('deposit 2', () => mutex.runExclusive(() => deposit(10))),
    task('refund', () => refund(50)),
  ]);
  console.log(`100 + 10 + 10 + 50 = ${account.balance}`);
}
void main();
