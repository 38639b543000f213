// expect: overwritten error job.owner
// sites: work, work, work
// The twin of the cancelled job: what is read back is used, as one's own.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ owner: '' }, 'job');

async function work(owner: string, ms: number): Promise<string> {
  job.owner = owner;
  await sleep(ms);
  return `${owner} works for ${job.owner}`;
}

async function main(): Promise<void> {
  console.log(await Promise.all([task('ann', () => work('ann', 60)), task('bob', () => work('bob', 5))]));
}
void main();
