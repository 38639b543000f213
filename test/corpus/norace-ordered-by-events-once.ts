// expect: silence
import { EventEmitter, once } from 'node:events';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

function load(): EventEmitter {
  const loader = new EventEmitter();
  setTimeout(() => {
    job.phase = 'loading';
    loader.emit('loaded');
  }, 5);
  return loader;
}

async function run(): Promise<void> {
  const before = job.phase;
  await once(load(), 'loaded');
  job.phase = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.phase);
}
void main();
