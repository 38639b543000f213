// expect: lost-update error stock["tea"]
// sites: sell, sell, sell
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Stock extends Map<string, number> {
  async sell(item: string, ms: number): Promise<void> {
    const left = this.get(item) ?? 0;
    await sleep(ms);
    this.set(item, left - 1);
  }
}

const stock = new Stock([['tea', 8]]);

async function main(): Promise<void> {
  await Promise.all([task('ann', () => stock.sell('tea', 20)), task('bob', () => stock.sell('tea', 80))]);
  console.log(`8 - 2 = ${stock.get('tea')}`);
}
void main();
