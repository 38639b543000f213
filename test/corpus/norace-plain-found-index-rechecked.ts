// expect: silence
// What stands at the position is asked whether it is still the right one, before anything is done with it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Order = { id: string; state: string; owner: { name: string } };
const orders: Order[] = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, state: 'new', owner: { name: id } }));

async function confirm(id: string): Promise<string> {
  const at = orders.findIndex((order) => order.id === id);
  await sleep(200);
  if ((orders[at] as Order).id !== id) return 'moved';
  (orders[at] as Order).state = 'confirmed';
  return 'confirmed';
}

async function pack(id: string): Promise<string> {
  const at = orders.findIndex((order) => order.id === id);
  await sleep(200);
  const order = orders[at] as Order;
  const isSame = order.owner.name === id;
  if (!isSame) return 'moved';
  order.state = 'packed';
  return 'packed';
}

async function cancel(): Promise<void> {
  await sleep(80);
  orders.shift();
}

async function main(): Promise<void> {
  const done = await Promise.all([
    task('confirm', () => confirm('b')),
    task('pack', () => pack('c')),
    task('cancel', cancel),
  ]);
  console.log(done.slice(0, 2).join(', '));
}
void main();
