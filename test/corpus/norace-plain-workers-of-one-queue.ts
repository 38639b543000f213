// expect: silence
// Several workers take from one array, each job in one turn; results go to another one.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const queue = ['a', 'bb', 'ccc', 'dddd', 'eeeee'];
const results: string[] = [];

async function work(): Promise<void> {
  while (queue.length > 0) {
    const job = queue.shift() as string;
    await sleep(20 * job.length);
    results.push(job.toUpperCase());
  }
}

async function main(): Promise<void> {
  await Promise.all([task('worker 1', work), task('worker 2', work)]);
  console.log(results.sort().join(' '));
}
void main();
