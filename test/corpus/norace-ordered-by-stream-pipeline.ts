// expect: silence
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

const upper = new Transform({
  transform(chunk, _encoding, done) {
    setTimeout(() => {
      job.phase = `loading ${chunk}`;
      done();
    }, 2);
  },
});

async function run(): Promise<void> {
  const before = job.phase;
  await pipeline(Readable.from(['a', 'b']), upper);
  job.phase = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.phase);
}
void main();
