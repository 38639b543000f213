// expect: lost-update error job.done
// sites: parent, child, parent
// The child is started and never awaited.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ done: 0 }, 'job');

async function child(): Promise<void> {
  await sleep(5);
  job.done = 1;
}

async function parent(): Promise<void> {
  const before = job.done;
  void child();
  await sleep(20);
  job.done = before + 1;
}

async function main(): Promise<void> {
  await task('parent', parent);
  console.log(`2 steps done, counted ${job.done}`);
}
void main();
