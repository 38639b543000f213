// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const queue = track(['a', 'b', 'c', 'd'], 'queue');

async function drain(ms: number): Promise<number> {
  let taken = 0;
  while (queue.length > 0) {
    queue.shift();
    taken++;
    await sleep(ms);
  }
  return taken;
}

async function main(): Promise<void> {
  const [a, b] = await Promise.all([task('a', () => drain(5)), task('b', () => drain(7))]);
  console.log(a + b, queue.length);
}
void main();
