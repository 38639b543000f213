// expect: silence
// A flag that a timer takes back: calls in between are dropped.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let resting = false;
let notes = 0;

function notify(): void {
  if (resting) return;
  resting = true;
  notes++;
  setTimeout(() => {
    resting = false;
  }, 70);
}

async function watch(ms: number): Promise<void> {
  notify();
  await sleep(ms);
  notify();
}

async function main(): Promise<void> {
  await Promise.all([task('disk', () => watch(30)), task('memory', () => watch(110))]);
  console.log(`4 alarms, noted ${notes}`);
}
void main();
