// expect: silence
// Mutual exclusion by a promise chain in a private field.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Account {
  #balance = 100;
  #tail: Promise<unknown> = Promise.resolve();

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(work);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  withdraw(amount: number): Promise<boolean> {
    return this.#exclusive(async () => {
      if (this.#balance < amount) return false;
      await sleep(20);
      this.#balance -= amount;
      return true;
    });
  }

  get balance(): number {
    return this.#balance;
  }
}

const account = new Account();

async function main(): Promise<void> {
  const done = [task('card', () => account.withdraw(80)), task('cash', () => account.withdraw(70))];
  console.log((await Promise.all(done)).join(', '), account.balance);
}
void main();
