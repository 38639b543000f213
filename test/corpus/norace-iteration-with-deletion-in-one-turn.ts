// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const cache = track(
  new Map([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]),
  'cache',
);

async function evict(above: number, ms: number): Promise<void> {
  await sleep(ms);
  for (const [key, age] of cache) if (age > above) cache.delete(key);
}

async function main(): Promise<void> {
  await Promise.all([task('evict 1', () => evict(2, 5)), task('evict 2', () => evict(1, 10))]);
  console.log([...cache.keys()].join());
}
void main();
