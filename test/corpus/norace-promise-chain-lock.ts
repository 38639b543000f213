// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');
let tail: Promise<void> = Promise.resolve();

function locked(work: () => Promise<void>): Promise<void> {
  const run = tail.then(work);
  tail = run.catch(() => undefined);
  return run;
}

async function buy(): Promise<void> {
  const seen = shop.stock;
  await sleep(3);
  shop.stock = seen - 1;
}

async function main(): Promise<void> {
  await Promise.all([1, 2, 3].map((n) => task(`buy ${n}`, () => locked(buy))));
  console.log(shop.stock);
}
void main();
