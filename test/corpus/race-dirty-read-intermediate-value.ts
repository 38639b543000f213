// expect: dirty-read notice order.state
// sites: ship, show, ship
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const order = track({ state: 'paid' }, 'order');

async function ship(): Promise<void> {
  order.state = 'reserved';
  await sleep(45);
  order.state = 'paid again';
}

async function show(): Promise<string> {
  await sleep(5);
  return order.state;
}

async function main(): Promise<void> {
  const [seen] = await Promise.all([task('show', show), task('ship', ship)]);
  console.log(`seen ${seen}, is ${order.state}`);
}
void main();
