// expect: silence
// What was read is the time to wait, not what is written.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const backoff = { ms: 20 };

async function retry(extra: number): Promise<void> {
  await sleep(backoff.ms + extra);
  backoff.ms = 10 + extra;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => retry(5)), task('bob', () => retry(40))]);
  console.log(`wait ${backoff.ms} ms next time`);
}
void main();
