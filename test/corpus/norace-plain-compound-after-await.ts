// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let total = 0;

async function price(item: string): Promise<number> {
  await sleep(item.length * 10);
  return item.length;
}

async function add(item: string): Promise<void> {
  const more = await price(item);
  total += more;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => add('tea')), task('bob', () => add('bread'))]);
  console.log(`3 + 5 = ${total}`);
}
void main();
