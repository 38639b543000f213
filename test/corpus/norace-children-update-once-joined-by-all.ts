// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const sum = track({ words: 0 }, 'sum');

async function addPage(words: number): Promise<void> {
  await sleep(words);
  sum.words += words;
}

async function count(): Promise<void> {
  const before = sum.words;
  await Promise.all([addPage(3), addPage(6), addPage(9)]);
  console.log(before, sum.words);
  sum.words = 0;
}

async function main(): Promise<void> {
  await task('count', count);
  console.log(sum.words);
}
void main();
