// expect: silence

import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

function load(done: () => void): void {
  queueMicrotask(() => {
    job.phase = 'loading';
    queueMicrotask(done);
  });
}

async function run(): Promise<void> {
  const before = job.phase;
  await new Promise<void>((done) => load(done));
  job.phase = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.phase);
}
void main();
