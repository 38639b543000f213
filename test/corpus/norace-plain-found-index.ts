// expect: silence
// The position is looked up again, or only items behind it have moved, or the last one has left.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Order = { id: string; state: string };
const orders: Order[] = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, state: 'new' }));

async function confirm(id: string): Promise<void> {
  let at = orders.findIndex((order) => order.id === id);
  await sleep(60);
  at = orders.findIndex((order) => order.id === id);
  orders[at] = { id, state: 'confirmed' };
}

async function pack(id: string): Promise<void> {
  const at = orders.findIndex((order) => order.id === id);
  await sleep(90);
  orders[at] = { id, state: 'packed' };
}

async function cancel(): Promise<void> {
  await sleep(20);
  orders.splice(2, 1);
  orders.pop();
}

async function main(): Promise<void> {
  await Promise.all([
    task('confirm', () => confirm('b')),
    task('pack', () => pack('a')),
    task('cancel', cancel),
  ]);
  console.log(orders.map(({ id, state }) => `${id} ${state}`).join(', '));
}
void main();
