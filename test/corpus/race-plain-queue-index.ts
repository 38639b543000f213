// expect: check-then-act error waiting
// sites: serve, leave, serve
// The position is remembered over an await, and somebody before it leaves.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const waiting = ['ann', 'bob', 'eve', 'dan'];

async function serve(name: string): Promise<void> {
  const at = waiting.indexOf(name);
  await sleep(80);
  waiting.splice(at, 1);
}

async function leave(): Promise<void> {
  await sleep(20);
  waiting.shift();
}

async function main(): Promise<void> {
  await Promise.all([task('serve eve', () => serve('eve')), task('leave', leave)]);
  console.log(`eve was served, waiting: ${waiting.join()}`);
}
void main();
