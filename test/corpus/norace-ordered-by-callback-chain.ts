// expect: silence
import { readFile, stat } from 'node:fs';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

function load(done: () => void): void {
  stat(__filename, () => {
    job.phase = 'loading';
    readFile(__filename, () => done());
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
