// expect: lost-update error Account.#balance
// sites: withdraw, withdraw, withdraw
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Account {
  #balance = 100;

  async withdraw(amount: number): Promise<void> {
    const before = this.#balance;
    await sleep(amount);
    this.#balance = before - amount;
  }

  toString(): string {
    return `${this.#balance} left`;
  }
}

const account = new Account();

async function main(): Promise<void> {
  await Promise.all([task('card', () => account.withdraw(20)), task('cash', () => account.withdraw(80))]);
  console.log(`100 - 20 - 80: ${account}`);
}
void main();
