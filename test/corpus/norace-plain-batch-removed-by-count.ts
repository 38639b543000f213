// expect: silence
// What is removed is what was taken in the same turn; whoever comes in between only adds at the end.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const pending = ['a', 'b', 'c', 'd'];
const queue = ['x'];
const sent: string[] = [];

async function flush(ms: number): Promise<void> {
  const size = pending.length;
  await sleep(ms);
  sent.push(...pending.splice(0, Math.min(2, pending.length)), `${size}`);
}

async function drain(): Promise<void> {
  const batch = queue.slice();
  await sleep(60);
  sent.push(...batch);
  queue.splice(0, batch.length);
}

async function add(): Promise<void> {
  await sleep(20);
  queue.push('y');
}

async function main(): Promise<void> {
  await Promise.all([task('flush', () => flush(20)), task('flush again', () => flush(80))]);
  await Promise.all([task('drain', drain), task('add', add)]);
  console.log(`sent ${sent.join()}, left ${queue.join()}`);
}
void main();
