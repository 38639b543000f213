// expect: check-then-act warning loading
// sites: settings, settings, settings
// The promise is kept only after a first await.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let loading: Promise<string> | undefined;
let reads = 0;

async function read(): Promise<string> {
  reads++;
  await sleep(20);
  return 'dark';
}

async function settings(user: string): Promise<string> {
  if (!loading) {
    await sleep(user.length * 8);
    loading = read();
  }
  return loading;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => settings('ann')), task('bobby', () => settings('bobby'))]);
  console.log(`read once: ${reads === 1}`);
}
void main();
