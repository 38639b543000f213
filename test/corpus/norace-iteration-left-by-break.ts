// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const jobs = track(
  new Map([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]),
  'jobs',
);

async function runFirst(): Promise<string> {
  let first = '';
  for (const [name] of jobs) {
    await sleep(3);
    first = name;
    break;
  }
  await sleep(90);
  return first;
}

async function cancel(): Promise<void> {
  await sleep(50);
  jobs.delete('c');
}

async function main(): Promise<void> {
  const [first] = await Promise.all([task('run', runFirst), task('cancel', cancel)]);
  console.log(first, jobs.size);
}
void main();
