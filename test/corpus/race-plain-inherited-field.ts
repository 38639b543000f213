// expect: lost-update error SavingsAccount.balance
// sites: deposit, deposit, deposit
// The field is of the base class, the instance of the derived one.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Account {
  protected balance = 0;

  async deposit(amount: number): Promise<void> {
    const before = this.balance;
    await sleep(amount);
    this.balance = before + amount;
  }
}

class SavingsAccount extends Account {
  withInterest(): number {
    return this.balance * 2;
  }
}

const savings = new SavingsAccount();

async function main(): Promise<void> {
  await Promise.all([task('ann', () => savings.deposit(20)), task('bob', () => savings.deposit(80))]);
  console.log(`(20 + 80) * 2 = ${savings.withInterest()}`);
}
void main();
