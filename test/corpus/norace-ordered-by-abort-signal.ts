// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

function load(controller: AbortController): AbortSignal {
  setTimeout(() => {
    job.phase = 'loading';
    controller.abort();
  }, 5);
  return controller.signal;
}

async function run(): Promise<void> {
  const before = job.phase;
  await sleep(50, undefined, { signal: load(new AbortController()) }).catch(() => undefined);
  job.phase = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.phase);
}
void main();
