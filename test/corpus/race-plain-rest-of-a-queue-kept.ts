// expect: lost-update error queue
// sites: work, work, work
// The head is taken by a pattern, the rest put back after the work.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let queue = ['a', 'b', 'c'];
const done: string[] = [];

async function work(ms: number): Promise<void> {
  const [job = '', ...rest] = queue;
  await sleep(ms);
  done.push(job);
  queue = rest;
}

async function main(): Promise<void> {
  await Promise.all([task('worker 1', () => work(20)), task('worker 2', () => work(80))]);
  console.log(`done ${done.join()}, left ${queue.join()}`);
}
void main();
