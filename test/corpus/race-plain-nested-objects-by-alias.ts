// expect: lost-update error bank.accounts.ann.balance
// sites: deposit, deposit, deposit
// The object is reached by two ways: through the root, and through a name for a part of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const bank = { accounts: { ann: { balance: 100 } } };
const { ann } = bank.accounts;

async function deposit(amount: number): Promise<void> {
  const { balance } = bank.accounts.ann;
  await sleep(amount);
  ann.balance = balance + amount;
}

async function main(): Promise<void> {
  await Promise.all([task('salary', () => deposit(20)), task('gift', () => deposit(80))]);
  console.log(`100 + 20 + 80 = ${ann.balance}`);
}
void main();
