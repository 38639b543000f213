// expect: silence
// The hand-over by polling leaves no edge; acquire and release tell of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { acquire, release, task, track } from 'racewatch';

const job = track({ phase: 'idle' }, 'job');
const inbox: string[] = [];
let handedBack = false;

async function worker(): Promise<void> {
  while (inbox.length === 0) await sleep(2);
  acquire(inbox);
  job.phase = inbox.pop() as string;
  release(inbox);
  handedBack = true;
}

async function run(): Promise<void> {
  const before = job.phase;
  release(inbox);
  inbox.push('loading');
  while (!handedBack) await sleep(2);
  acquire(inbox);
  job.phase = `${before}, loaded`;
}

async function main(): Promise<void> {
  await Promise.all([task('worker', worker), task('run', run)]);
  console.log(job.phase);
}
void main();
