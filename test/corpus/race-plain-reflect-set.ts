// expect: lost-update error shelf.tea
// sites: sell, sell, sell
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const shelf = { tea: 8 };

async function sell(ms: number): Promise<void> {
  const left = shelf.tea;
  await sleep(ms);
  Reflect.set(shelf, 'tea', left - 1);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => sell(20)), task('bob', () => sell(80))]);
  console.log(`8 - 2 = ${shelf.tea}`);
}
void main();
