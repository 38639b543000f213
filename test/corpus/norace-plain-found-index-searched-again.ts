// expect: silence
// The items move after the first update and before the second, which searches anew, at times after another look.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Order = { id: string; state: string };
const orders: Order[] = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, state: 'new' }));
const parcels: Order[] = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, state: 'new' }));

async function mark(id: string, state: string): Promise<void> {
  const at = orders.findIndex((order) => order.id === id);
  await sleep(20);
  orders[at] = { id, state };
}

async function confirm(): Promise<void> {
  await mark('d', 'packed');
  await sleep(300);
  await mark('d', 'confirmed');
}

async function send(id: string): Promise<void> {
  let at = parcels.findIndex((parcel) => parcel.id === id);
  await sleep(320);
  if (parcels.length > 2) at = parcels.findIndex((parcel) => parcel.id === id);
  await sleep(20);
  parcels[at] = { id, state: 'sent' };
}

async function cancel(): Promise<void> {
  await sleep(160);
  orders.shift();
  parcels.shift();
}

async function main(): Promise<void> {
  await Promise.all([task('confirm', confirm), task('send', () => send('d')), task('cancel', cancel)]);
  console.log([...orders, ...parcels].map(({ id, state }) => `${id} ${state}`).join(', '));
}
void main();
