// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

async function* steps(): AsyncGenerator<string, void, void> {
  await sleep(3);
  job.phase = 'loading';
  yield 'loaded';
  await sleep(2);
  job.phase = 'checking';
}

async function run(): Promise<void> {
  const before = job.phase;
  for await (const step of steps()) if (step === '') return;
  job.phase = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.phase);
}
void main();
