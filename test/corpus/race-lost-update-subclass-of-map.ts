// expect: lost-update error stock["tea"]
// sites: sell, sell, sell
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

class Stock extends Map<string, number> {
  readonly #unit = 'boxes';

  label(): string {
    return `${this.size} ${this.#unit}`;
  }
}

const stock = track(new Stock([['tea', 8]]), 'stock');

async function sell(): Promise<void> {
  const left = stock.get('tea') ?? 0;
  await sleep(5);
  stock.set('tea', left - 1);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', sell), task('bob', sell)]);
  console.log(`${stock.label()}: 8 - 2 = ${stock.get('tea')}`);
}
void main();
