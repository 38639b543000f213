// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const queue = track(['a', 'b', 'c'], 'queue');

async function finish(job: string): Promise<void> {
  if (!queue.includes(job)) return;
  await sleep(45);
  const index = queue.indexOf(job);
  if (index >= 0) queue.splice(index, 1);
}

async function takeNext(): Promise<void> {
  await sleep(5);
  queue.shift();
}

async function main(): Promise<void> {
  await Promise.all([task('finish b', () => finish('b')), task('take next', takeNext)]);
  console.log(queue.join());
}
void main();
