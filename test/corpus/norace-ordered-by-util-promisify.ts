// expect: silence
import { stat } from 'node:fs';
import { promisify } from 'node:util';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

function load(file: string, done: (error: Error | null, size: number) => void): void {
  stat(file, (error, stats) => {
    job.phase = 'loading';
    done(error, stats.size);
  });
}

async function run(): Promise<void> {
  const before = job.phase;
  await promisify(load)(__filename);
  job.phase = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.phase);
}
void main();
