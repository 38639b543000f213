// expect: lost-update error account.#balance
// sites: withdraw, withdraw, withdraw
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

class Account {
  #balance = 100;

  async withdraw(amount: number): Promise<void> {
    const before = this.#balance;
    await sleep(5);
    this.#balance = before - amount;
  }

  get balance(): number {
    return this.#balance;
  }
}

const account = track(new Account(), 'account');

async function main(): Promise<void> {
  await Promise.all([task('card', () => account.withdraw(30)), task('cash', () => account.withdraw(20))]);
  console.log(`100 - 30 - 20 = ${account.balance}`);
}
void main();
