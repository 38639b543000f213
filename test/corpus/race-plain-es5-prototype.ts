// expect: lost-update error Basket.count
// sites: ?, ?, ?
// A constructor function and its prototype, as older packages have it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Basket = { count: number; add(ms: number): Promise<void> };

function Basket(this: Basket): void {
  this.count = 0;
}

Basket.prototype.add = async function (this: Basket, ms: number): Promise<void> {
  const before = this.count;
  await sleep(ms);
  this.count = before + 1;
};

const basket = new (Basket as unknown as new () => Basket)();

async function main(): Promise<void> {
  await Promise.all([task('ann', () => basket.add(20)), task('bob', () => basket.add(80))]);
  console.log(`2 added, count ${basket.count}`);
}
void main();
