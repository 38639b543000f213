// expect: silence
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

async function* lines(): AsyncGenerator<string> {
  for (const line of ['a', 'b']) {
    await sleep(3);
    job.phase = `loading ${line}`;
    yield line;
  }
}

async function run(): Promise<void> {
  const before = job.phase;
  for await (const line of Readable.from(lines())) await sleep(String(line).length);
  job.phase = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.phase);
}
void main();
