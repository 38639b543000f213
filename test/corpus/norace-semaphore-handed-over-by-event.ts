// expect: silence
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');
const gate = new EventEmitter();
let free = 1;

async function buy(): Promise<void> {
  while (free === 0) await once(gate, 'free');
  free -= 1;
  const seen = shop.stock;
  await sleep(3);
  shop.stock = seen - 1;
  free += 1;
  gate.emit('free');
}

async function main(): Promise<void> {
  await Promise.all([1, 2, 3].map((n) => task(`buy ${n}`, buy)));
  console.log(shop.stock);
}
void main();
