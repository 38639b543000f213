// expect: silence
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');

const code =
  "const { parentPort } = require('node:worker_threads'); parentPort.once('message', (m) => parentPort.postMessage(m + 'ing'));";

function load(): Worker {
  const worker = new Worker(code, { eval: true, execArgv: [] });
  worker.on('message', (phase: string) => {
    job.phase = phase;
  });
  worker.postMessage('load');
  return worker;
}

async function run(): Promise<void> {
  const before = job.phase;
  await once(load(), 'message');
  job.phase = `${before}, done`;
}

async function main(): Promise<void> {
  await task('run', run);
  console.log(job.phase);
  process.exit();
}
void main();
