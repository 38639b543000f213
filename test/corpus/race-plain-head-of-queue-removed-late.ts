// expect: check-then-act error queue[0]
// sites: work, work, work
// Peek, work, shift: both do the first job, nobody does the second.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const queue = ['a', 'b', 'c'];
const done: string[] = [];

async function work(ms: number): Promise<void> {
  const job = queue[0];
  await sleep(ms);
  done.push(`${job}`);
  queue.shift();
}

async function main(): Promise<void> {
  await Promise.all([task('worker 1', () => work(20)), task('worker 2', () => work(80))]);
  console.log(`done ${done.join()}, left ${queue.join()}`);
}
void main();
