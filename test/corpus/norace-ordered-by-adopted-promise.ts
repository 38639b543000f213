// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

function load(): Promise<void> {
  return new Promise((resolve) => {
    resolve(
      sleep(5).then(() => {
        job.phase = 'loading';
        return sleep(2);
      }),
    );
  });
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
