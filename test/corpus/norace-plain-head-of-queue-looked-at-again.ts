// expect: silence
// Peek, work, and take off what was looked at only if it is still there; or take the item that shift gives.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const queue = ['a', 'b', 'c'];
const turns = ['x', 'y', 'z'];
const done: string[] = [];

async function work(ms: number): Promise<void> {
  const job = queue[0];
  await sleep(ms);
  done.push(`${job}`);
  if (queue[0] === job) queue.shift();
}

async function rotate(ms: number): Promise<void> {
  const guess = turns[0];
  await sleep(ms);
  const turn = turns.shift();
  turns.push(`${turn}`);
  done.push(guess === turn ? `${turn}!` : `${turn}`);
}

async function main(): Promise<void> {
  await Promise.all([task('worker 1', () => work(20)), task('worker 2', () => work(80))]);
  await Promise.all([task('worker 3', () => rotate(20)), task('worker 4', () => rotate(80))]);
  console.log(`done ${done.join()}, left ${queue.join()}, ${turns.join()}`);
}
void main();
