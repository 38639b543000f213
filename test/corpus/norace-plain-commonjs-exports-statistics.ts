// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const statistics: {
  hits: number;
  bytes: number;
  record(bytes: number): void;
} = require('./lib/plain-statistics.ts');

async function handle(bytes: number): Promise<void> {
  statistics.record(bytes);
  await sleep(bytes);
  statistics.record(bytes);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => handle(20)), task('bob', () => handle(80))]);
  console.log(`${statistics.hits} hits, ${statistics.bytes} bytes`);
}
void main();
