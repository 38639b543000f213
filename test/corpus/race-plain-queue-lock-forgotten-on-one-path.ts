// expect: lost-update error Ledger.#balance
// sites: withdraw, ?, withdraw
// Deposits go through the queue, withdrawals do not.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Ledger {
  #balance = 100;
  #tail: Promise<void> = Promise.resolve();

  deposit(amount: number): Promise<void> {
    this.#tail = this.#tail.then(async () => {
      const before = this.#balance;
      await sleep(20);
      this.#balance = before + amount;
    });
    return this.#tail;
  }

  async withdraw(amount: number): Promise<void> {
    const before = this.#balance;
    await sleep(60);
    this.#balance = before - amount;
  }

  get balance(): number {
    return this.#balance;
  }
}

const ledger = new Ledger();

async function main(): Promise<void> {
  await Promise.all([task('in', () => ledger.deposit(50)), task('out', () => ledger.withdraw(30))]);
  console.log(`100 + 50 - 30 = ${ledger.balance}`);
}
void main();
