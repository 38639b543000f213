// expect: check-then-act error orders[1]
// sites: confirm, cancel, confirm
// The position is looked up, then the items move: another item is overwritten.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Order = { id: string; state: string };
const orders: Order[] = ['a', 'b', 'c'].map((id) => ({ id, state: 'new' }));

async function confirm(id: string): Promise<void> {
  const at = orders.findIndex((order) => order.id === id);
  await sleep(60);
  orders[at] = { id, state: 'confirmed' };
}

async function cancel(): Promise<void> {
  await sleep(20);
  orders.shift();
}

async function main(): Promise<void> {
  await Promise.all([task('confirm', () => confirm('b')), task('cancel', cancel)]);
  console.log(orders.map(({ id, state }) => `${id} ${state}`).join(', '));
}
void main();
