// expect: lost-update error cart.items
// sites: addItem, addItem, addItem
// One AsyncLocalStorage store entered by two runs; the shared object hangs in it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { track } from 'racewatch';

const storage = new AsyncLocalStorage<{ cart: { items: number } }>();
const cart = track({ items: 0 }, 'cart');

async function addItem(): Promise<void> {
  const store = storage.getStore() as { cart: { items: number } };
  const before = store.cart.items;
  await sleep(5);
  store.cart.items = before + 1;
}

async function main(): Promise<void> {
  await Promise.all([storage.run({ cart }, addItem), storage.run({ cart }, addItem)]);
  console.log(`2 added, cart has ${cart.items}`);
}
void main();
