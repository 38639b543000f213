// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');
const waiting: Array<() => void> = [];
let held = false;

async function lock(): Promise<void> {
  if (held) await new Promise<void>((grant) => waiting.push(grant));
  held = true;
}

function unlock(): void {
  const grant = waiting.shift();
  if (grant) grant();
  else held = false;
}

async function buy(): Promise<void> {
  await lock();
  const seen = shop.stock;
  await sleep(3);
  shop.stock = seen - 1;
  unlock();
}

async function main(): Promise<void> {
  await Promise.all([1, 2, 3].map((n) => task(`buy ${n}`, buy)));
  console.log(shop.stock);
}
void main();
