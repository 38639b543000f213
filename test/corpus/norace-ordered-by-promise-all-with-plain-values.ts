// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

async function load(ms: number): Promise<void> {
  await sleep(ms);
  job.phase = `loading ${ms}`;
}

async function run(): Promise<void> {
  const before = job.phase;
  const loads = [task('quick', () => load(3)), task('slow', () => load(8))];
  await Promise.all([undefined, ...loads, null, 5]);
  job.phase = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.phase);
}
void main();
