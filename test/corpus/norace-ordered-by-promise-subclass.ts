// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

class Job<T> extends Promise<T> {}

const job = track({ phase: 'idle' }, 'job');

function load(): Promise<void> {
  return new Job<void>((resolve) => {
    setTimeout(() => {
      job.phase = 'loading';
      resolve();
    }, 5);
  }).then(() => sleep(2));
}

async function run(): Promise<void> {
  const before = job.phase;
  await load();
  job.phase = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.phase);
}
void main();
