// expect: silence
// The library's own counter is reached from shared state.
import { setTimeout as sleep } from 'node:timers/promises';
import { Semaphore } from 'async-mutex';
import { task, track } from 'racewatch';

const shared = track({ semaphore: new Semaphore(3) }, 'shared');

async function use(ms: number): Promise<void> {
  await sleep(1);
  await shared.semaphore.runExclusive(() => sleep(ms));
}

async function main(): Promise<void> {
  const times = [4, 7, 12, 5, 9, 2, 14, 3, 8, 6, 11, 5];
  await Promise.all(times.map((ms) => task(`${ms} ms`, () => use(ms))));
  console.log(shared.semaphore.getValue());
}
void main();
