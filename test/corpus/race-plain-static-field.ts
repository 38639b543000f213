// expect: lost-update error Invoice.lastNumber
// sites: create, create, create
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Invoice {
  static lastNumber = 100;
  readonly number: number;

  private constructor(number: number) {
    this.number = number;
  }

  static async create(): Promise<Invoice> {
    const last = Invoice.lastNumber;
    await sleep(20);
    Invoice.lastNumber = last + 1;
    return new Invoice(last + 1);
  }
}

async function main(): Promise<void> {
  const [a, b] = await Promise.all([task('ann', Invoice.create), task('bob', Invoice.create)]);
  console.log(`invoices ${a.number} and ${b.number}, last ${Invoice.lastNumber}`);
}
void main();
