// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const shelf = { tea: 8 };

async function sell(ms: number): Promise<void> {
  if (Reflect.get(shelf, 'tea') === 0) return;
  await sleep(ms);
  Reflect.set(shelf, 'tea', (Reflect.get(shelf, 'tea') as number) - 1);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => sell(20)), task('bob', () => sell(80))]);
  console.log(`8 - 2 = ${shelf.tea}`);
}
void main();
