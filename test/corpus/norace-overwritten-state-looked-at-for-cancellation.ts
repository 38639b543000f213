// expect: silence
// A worker sets a state and later looks whether somebody cancelled: it does not expect its own value.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ state: 'queued' }, 'job');

async function work(): Promise<string> {
  job.state = 'running';
  await sleep(60);
  if (job.state === 'cancelled') return 'stopped';
  return 'finished';
}

async function cancel(): Promise<void> {
  await sleep(5);
  job.state = 'cancelled';
}

async function main(): Promise<void> {
  const [end] = await Promise.all([task('work', work), task('cancel', cancel)]);
  console.log(end);
}
void main();
