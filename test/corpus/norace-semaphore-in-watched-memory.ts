// expect: silence
// Who finds no place free waits to be called, and gives back a place that it did not take itself.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

class Semaphore {
  free = 2;
  waiting: (() => void)[] = [];

  async enter(): Promise<void> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  leave(): void {
    const next = this.waiting.shift();
    if (next !== undefined) next();
    else this.free++;
  }
}

const semaphore = track(new Semaphore(), 'semaphore');

async function use(ms: number): Promise<void> {
  await sleep(1);
  await semaphore.enter();
  try {
    await sleep(ms);
  } finally {
    semaphore.leave();
  }
}

async function main(): Promise<void> {
  const times = [9, 12, 20, 5, 25];
  await Promise.all(times.map((ms) => task(`${ms} ms`, () => use(ms))));
  console.log(semaphore.free);
}
void main();
