// expect: silence
// A flag that is asked for until it is free, and taken in the turn in which it was.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let locked = false;
let balance = 100;

async function exclusive(work: () => Promise<void>): Promise<void> {
  while (locked) await sleep(10);
  locked = true;
  try {
    await work();
  } finally {
    locked = false;
  }
}

async function add(amount: number): Promise<void> {
  const before = balance;
  await sleep(25);
  balance = before + amount;
}

async function main(): Promise<void> {
  await Promise.all([task('a', () => exclusive(() => add(1))), task('b', () => exclusive(() => add(2)))]);
  console.log(`100 + 1 + 2 = ${balance}`);
}
void main();
