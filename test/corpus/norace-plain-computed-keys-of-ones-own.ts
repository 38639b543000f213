// expect: silence
// Read, await, write: but every task under a key of its own.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const votes: Record<string, number> = { 'user:7': 0, 'user:8': 0 };

async function vote(id: number, ms: number): Promise<void> {
  const key = `user:${id}`;
  const before = votes[key] ?? 0;
  await sleep(ms);
  votes[key] = before + 1;
}

async function main(): Promise<void> {
  await Promise.all([task('web', () => vote(7, 20)), task('app', () => vote(8, 80))]);
  console.log(JSON.stringify(votes));
}
void main();
