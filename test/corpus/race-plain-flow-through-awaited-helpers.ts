// expect: lost-update error points
// sites: load, save, save
// One async helper reads, another one writes; the await is in a third.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let points = 0;

async function load(): Promise<number> {
  await sleep(5);
  return points;
}

async function save(next: number, ms: number): Promise<void> {
  await sleep(ms);
  points = next;
}

async function score(more: number): Promise<void> {
  const before = await load();
  await save(before + more, more);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => score(20)), task('bob', () => score(80))]);
  console.log(`20 + 80 = ${points}`);
}
void main();
