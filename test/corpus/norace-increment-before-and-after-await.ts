// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const stats = track({ started: 0 }, 'stats');

async function work(ms: number): Promise<void> {
  stats.started++;
  await sleep(ms);
  stats.started++;
}

async function main(): Promise<void> {
  await Promise.all([task('a', () => work(15)), task('b', () => work(5))]);
  console.log(stats.started);
}
void main();
