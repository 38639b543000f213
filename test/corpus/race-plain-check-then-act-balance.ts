// expect: check-then-act error Account.#balance
// sites: withdraw, withdraw, withdraw
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Account {
  #balance = 100;

  async withdraw(amount: number): Promise<boolean> {
    if (this.#balance < amount) return false;
    await sleep(20);
    this.#balance -= amount;
    return true;
  }

  get balance(): number {
    return this.#balance;
  }
}

const account = new Account();

async function main(): Promise<void> {
  await Promise.all([task('card', () => account.withdraw(80)), task('cash', () => account.withdraw(70))]);
  console.log(`never below 0: ${account.balance}`);
}
void main();
