// expect: lost-update error total
// sites: add, add, add
// The left side is read before the await.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let total = 0;

async function price(item: string): Promise<number> {
  await sleep(item.length * 10);
  return item.length;
}

async function add(item: string): Promise<void> {
  total += await price(item);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => add('tea')), task('bob', () => add('bread'))]);
  console.log(`3 + 5 = ${total}`);
}
void main();
