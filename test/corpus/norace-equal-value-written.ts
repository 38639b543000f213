// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const config = track({ region: 'eu' }, 'config');

async function refresh(ms: number): Promise<string> {
  const before = config.region;
  await sleep(ms);
  config.region = 'eu';
  return before;
}

async function main(): Promise<void> {
  await Promise.all([task('a', () => refresh(5)), task('b', () => refresh(15))]);
  console.log(config.region);
}
void main();
