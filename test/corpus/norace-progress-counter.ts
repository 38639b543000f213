// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ percent: 0 }, 'job');

async function run(): Promise<void> {
  for (let step = 1; step <= 4; step++) {
    await sleep(5);
    job.percent = step * 25;
  }
}

async function show(): Promise<void> {
  while (job.percent < 100) await sleep(2);
}

async function main(): Promise<void> {
  await Promise.all([task('run', run), task('show', show)]);
  console.log(job.percent);
}
void main();
