// expect: silence
// The same chain in a variable of the module.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let tail: Promise<void> = Promise.resolve();
let balance = 100;

function exclusive(work: () => Promise<void>): Promise<void> {
  tail = tail.then(work, work);
  return tail;
}

async function add(amount: number): Promise<void> {
  const before = balance;
  await sleep(20);
  balance = before + amount;
}

async function main(): Promise<void> {
  await Promise.all([task('a', () => exclusive(() => add(1))), task('b', () => exclusive(() => add(2)))]);
  console.log(`100 + 1 + 2 = ${balance}`);
}
void main();
