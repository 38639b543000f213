// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';
import { count, requests } from './lib/plain-requests.mjs';

async function handle(ms: number): Promise<number> {
  count();
  await sleep(ms);
  return requests;
}

await Promise.all([task('ann', () => handle(20)), task('bob', () => handle(80))]);
console.log(`2 requests, counted ${requests}`);
