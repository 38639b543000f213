// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const cart: { items: string[]; limit: number } = { items: [], limit: 10 };

async function add(item: string, ms: number): Promise<boolean> {
  const { items: before, limit } = cart;
  if (before.length >= limit) return false;
  await sleep(ms);
  const { items } = cart;
  if (items.length >= limit) return false;
  cart.items = [...items, item];
  return true;
}

async function main(): Promise<void> {
  await Promise.all([task('phone', () => add('tea', 20)), task('laptop', () => add('milk', 80))]);
  console.log(cart.items.join(', '));
}
void main();
