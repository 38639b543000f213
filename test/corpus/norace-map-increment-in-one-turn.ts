// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const hits = track(new Map<string, number>(), 'hits');

async function visit(ms: number): Promise<void> {
  hits.set('/home', (hits.get('/home') ?? 0) + 1);
  await sleep(ms);
  hits.set('/home', (hits.get('/home') ?? 0) + 1);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => visit(15)), task('bob', () => visit(5))]);
  console.log(hits.get('/home'));
}
void main();
