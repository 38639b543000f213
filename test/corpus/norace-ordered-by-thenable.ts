// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

const query: PromiseLike<void> = {
  then(resolve, reject) {
    const write = () => {
      job.phase = 'loading';
    };
    return sleep(5).then(write).then(resolve, reject);
  },
};

async function run(): Promise<void> {
  const before = job.phase;
  await query;
  job.phase = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.phase);
}
void main();
