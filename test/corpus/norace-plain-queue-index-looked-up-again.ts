// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const waiting = ['ann', 'bob', 'eve', 'dan'];

async function serve(name: string): Promise<boolean> {
  if (waiting.indexOf(name) < 0) return false;
  await sleep(80);
  const at = waiting.indexOf(name);
  if (at >= 0) waiting.splice(at, 1);
  return at >= 0;
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
