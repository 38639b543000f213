// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Basket = { count: number; add(ms: number): Promise<number> };

function Basket(this: Basket): void {
  this.count = 0;
}

Basket.prototype.add = async function (this: Basket, ms: number): Promise<number> {
  const before = this.count;
  await sleep(ms);
  this.count = before + 1;
  return this.count;
};

const create = Basket as unknown as new () => Basket;

async function main(): Promise<void> {
  const counts = [task('ann', () => new create().add(20)), task('bob', () => new create().add(80))];
  console.log((await Promise.all(counts)).join(', '));
}
void main();
