// expect: lost-update error Inventory.items["a"]
// sites: take, take, take
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Inventory {
  readonly items = new Map([['a', 10]]);

  async take(sku: string, count: number): Promise<void> {
    const left = this.items.get(sku) ?? 0;
    await sleep(count * 10);
    this.items.set(sku, left - count);
  }
}

const inventory = new Inventory();

async function main(): Promise<void> {
  await Promise.all([task('ann', () => inventory.take('a', 2)), task('bob', () => inventory.take('a', 4))]);
  console.log(`10 - 2 - 4 = ${inventory.items.get('a')}`);
}
void main();
