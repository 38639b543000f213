// expect: silence
// Updates add up, they do not overwrite: the reader expects no value of its own.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const pool = track({ open: 0 }, 'pool');

async function work(ms: number): Promise<boolean> {
  pool.open++;
  await sleep(ms);
  const busy = pool.open > 0;
  pool.open--;
  return busy;
}

async function main(): Promise<void> {
  console.log((await Promise.all([task('a', () => work(15)), task('b', () => work(5))])).join(), pool.open);
}
void main();
