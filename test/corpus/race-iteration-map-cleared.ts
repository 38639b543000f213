// expect: mutation-during-iteration error jobs
// sites: runAll, cancel, runAll
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const jobs = track(
  new Map([
    ['a', 1],
    ['b', 2],
  ]),
  'jobs',
);

async function runAll(): Promise<void> {
  let run = 0;
  for (const [, steps] of jobs) {
    await sleep(25);
    run += steps;
  }
  console.log(`1 + 2 steps, ran ${run}`);
}

async function cancel(): Promise<void> {
  await sleep(5);
  jobs.clear();
}

task('run', runAll);
task('cancel', cancel);
