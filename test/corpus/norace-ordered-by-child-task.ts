// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

async function load(): Promise<void> {
  await sleep(5);
  job.phase = 'loading';
}

async function run(): Promise<void> {
  const before = job.phase;
  await task('child', load);
  job.phase = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.phase);
}
void main();
