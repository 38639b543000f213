// expect: check-then-act warning cache.menu
// sites: menu, menu, menu
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const cache: { menu?: { id: number } } = {};
let loads = 0;

async function load(): Promise<{ id: number }> {
  loads++;
  const id = loads;
  await sleep(20);
  return { id };
}

async function menu(): Promise<{ id: number }> {
  cache.menu = cache.menu || (await load());
  return cache.menu;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', menu), task('bob', menu)]);
  console.log(`loaded once: ${loads === 1}, kept ${cache.menu?.id}`);
}
void main();
