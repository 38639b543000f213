// expect: silence
// Who finds that a later one has begun leaves the result alone.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const search = track({ query: '', result: '' }, 'search');

async function find(query: string, ms: number): Promise<void> {
  await sleep(1);
  search.query = query;
  await sleep(ms);
  if (search.query !== query) return;
  search.result = `found ${query}`;
}

async function main(): Promise<void> {
  const first = task('first', () => find('a', 40));
  await sleep(5);
  await Promise.all([first, task('second', () => find('ab', 10))]);
  console.log(search.result);
}
void main();
