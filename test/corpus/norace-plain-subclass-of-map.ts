// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Stock extends Map<string, number> {
  async sell(item: string, ms: number): Promise<void> {
    await sleep(ms);
    this.set(item, (this.get(item) ?? 0) - 1);
  }
}

const stock = new Stock([['tea', 8]]);

async function main(): Promise<void> {
  await Promise.all([task('ann', () => stock.sell('tea', 20)), task('bob', () => stock.sell('tea', 80))]);
  console.log(`8 - 2 = ${stock.get('tea')}`);
}
void main();
