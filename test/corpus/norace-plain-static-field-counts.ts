// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Invoice {
  static lastNumber = 100;
  readonly number = ++Invoice.lastNumber;

  static async create(ms: number): Promise<Invoice> {
    await sleep(ms);
    return new Invoice();
  }
}

async function main(): Promise<void> {
  const made = [task('ann', () => Invoice.create(20)), task('bob', () => Invoice.create(80))];
  const [a, b] = await Promise.all(made);
  console.log(`invoices ${a?.number} and ${b?.number}, last ${Invoice.lastNumber}`);
}
void main();
