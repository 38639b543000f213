// expect: silence
// The old state is tested, but the write stands outside that test.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let phase = 'idle';
const log: string[] = [];

async function enter(next: string, ms: number): Promise<void> {
  if (phase === 'idle') {
    log.push(`${next} wakes it up`);
  }
  await sleep(ms);
  phase = next;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => enter('reading', 20)), task('bob', () => enter('writing', 80))]);
  console.log(log.join(', '), phase);
}
void main();
