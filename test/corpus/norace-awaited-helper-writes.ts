// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

async function load(): Promise<void> {
  await sleep(5);
  job.phase = 'loading';
  await sleep(5);
}

async function run(): Promise<string> {
  const before = job.phase;
  await load();
  job.phase = 'done';
  return before;
}

async function main(): Promise<void> {
  console.log(await task('run', run), job.phase);
}
void main();
