// expect: check-then-use error orders[1]
// sites: confirm, cancel, confirm
// The position is looked up, then the items move: another item is marked.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Order = { id: string; state: string };
const orders: Order[] = ['a', 'b', 'c'].map((id) => ({ id, state: 'new' }));

async function confirm(wanted: Order): Promise<void> {
  const at = orders.indexOf(wanted);
  await sleep(60);
  (orders[at] as Order).state = 'confirmed';
}

async function cancel(): Promise<void> {
  await sleep(20);
  orders.splice(0, 1);
}

async function main(): Promise<void> {
  await Promise.all([task('confirm', () => confirm(orders[1] as Order)), task('cancel', cancel)]);
  console.log(orders.map(({ id, state }) => `${id} ${state}`).join(', '));
}
void main();
