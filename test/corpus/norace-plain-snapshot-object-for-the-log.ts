// expect: silence
// The old value waits in an object, but only a line of text is made of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let count = 0;
const lines: string[] = [];

async function add(amount: number): Promise<void> {
  const work = { amount, count };
  await sleep(amount);
  lines.push(`${work.amount} asked at ${work.count}`);
  count += work.amount;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => add(20)), task('bob', () => add(80))]);
  console.log(`${lines.join(', ')}: 20 + 80 = ${count}`);
}
void main();
