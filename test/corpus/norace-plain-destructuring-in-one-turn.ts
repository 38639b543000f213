// expect: silence
// The head is taken and the rest kept in one turn; two variables change places.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let queue = ['a', 'b', 'c', 'd'];
let [front, back] = ['x', 'y'];
const done: string[] = [];

async function work(ms: number): Promise<void> {
  while (queue.length > 0) {
    const [job = '', ...rest] = queue;
    queue = rest;
    await sleep(ms);
    [front, back] = [back, front];
    done.push(job);
  }
}

async function main(): Promise<void> {
  await Promise.all([task('worker 1', () => work(20)), task('worker 2', () => work(50))]);
  console.log(`${done.sort().join()}, left ${queue.length}, ${front}${back}`);
}
void main();
