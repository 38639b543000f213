// expect: lost-update error votes["user:7"]
// sites: vote, vote, vote
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const votes: Record<string, number> = {};

async function vote(id: number, ms: number): Promise<void> {
  const key = `user:${id}`;
  const before = votes[key] ?? 0;
  await sleep(ms);
  votes[key] = before + 1;
}

async function main(): Promise<void> {
  await vote(7, 1);
  await Promise.all([task('web', () => vote(7, 20)), task('app', () => vote(7, 80))]);
  console.log(`3 votes, counted ${votes['user:7']}`);
}
void main();
