// expect: silence
// Nobody else changes the Map while it is walked.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const jobs = track(
  new Map([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]),
  'jobs',
);

async function drain(): Promise<number> {
  let steps = 0;
  for (const [name, count] of jobs) {
    await sleep(3);
    steps += count;
    jobs.delete(name);
  }
  return steps;
}

async function watch(): Promise<void> {
  await sleep(5);
  if (jobs.has('x')) throw new Error('unknown job');
}

async function main(): Promise<void> {
  const [steps] = await Promise.all([task('drain', drain), task('watch', watch)]);
  console.log(steps, jobs.size);
}
void main();
