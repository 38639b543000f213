// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const batch = track({ state: 'new' }, 'batch');

async function save(ms: number): Promise<void> {
  await sleep(ms);
  batch.state = `saved ${ms}`;
  if (ms === 3) throw new Error('refused');
}

async function run(): Promise<void> {
  const before = batch.state;
  await Promise.allSettled([save(3), save(6)]);
  batch.state = `${before}, then done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(batch.state);
}
void main();
