// expect: lost-update error cart.items
// sites: add, add, add
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const cart: { items: string[]; owner: string } = { items: [], owner: 'ann' };

async function add(item: string, ms: number): Promise<void> {
  const { items } = cart;
  await sleep(ms);
  cart.items = [...items, item];
}

async function main(): Promise<void> {
  await Promise.all([task('phone', () => add('tea', 20)), task('laptop', () => add('milk', 80))]);
  console.log(`2 added for ${cart.owner}: ${cart.items.join(', ')}`);
}
void main();
