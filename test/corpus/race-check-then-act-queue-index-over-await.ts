// expect: check-then-act error queue
// sites: finish, takeNext, finish
// The index is remembered over an await, then used for splice.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const queue = track(['a', 'b', 'c'], 'queue');

async function finish(job: string): Promise<void> {
  const index = queue.indexOf(job);
  await sleep(45);
  queue.splice(index, 1);
}

async function takeNext(): Promise<void> {
  await sleep(5);
  queue.shift();
}

async function main(): Promise<void> {
  await Promise.all([task('finish b', () => finish('b')), task('take next', takeNext)]);
  console.log(`a and b are gone, left: ${queue.join()}`);
}
void main();
