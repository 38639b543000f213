// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const jobs = track(new Map([['nightly', 'idle']]), 'jobs');

async function load(ms: number): Promise<void> {
  await sleep(ms);
  jobs.set('nightly', `loading ${ms}`);
}

function* loads(): Generator<Promise<void>> {
  yield task('quick', () => load(3));
  yield task('slow', () => load(12));
}

async function run(): Promise<void> {
  const before = jobs.get('nightly');
  await Promise.all(loads());
  jobs.set('nightly', `${before}, done`);
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(jobs.get('nightly'));
}
void main();
