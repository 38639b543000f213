// expect: silence
// The loser only reads.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ state: 'new' }, 'job');

async function work(): Promise<void> {
  await sleep(5);
  job.state = 'worked';
}

async function timeout(): Promise<string> {
  await sleep(50);
  return job.state;
}

async function run(): Promise<void> {
  const before = job.state;
  await Promise.race([work(), timeout()]);
  job.state = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.state);
}
void main();
