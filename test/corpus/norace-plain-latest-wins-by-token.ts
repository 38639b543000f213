// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let sequence = 0;
let shown = '';

async function search(query: string, ms: number): Promise<string> {
  const mine = ++sequence;
  await sleep(ms);
  if (mine !== sequence) return `${query} is stale`;
  shown = query;
  return `${query} is shown`;
}

async function main(): Promise<void> {
  const first = task('first', () => search('a', 80));
  await sleep(20);
  const answers = await Promise.all([first, task('second', () => search('ab', 20))]);
  console.log(answers.join(', '), shown);
}
void main();
