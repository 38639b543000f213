// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const profile = { name: 'ann', visits: 0, device: '' };

async function visit(device: string, ms: number): Promise<void> {
  await sleep(ms);
  Object.assign(profile, { visits: profile.visits + 1, device });
}

async function main(): Promise<void> {
  await Promise.all([task('phone', () => visit('phone', 20)), task('laptop', () => visit('laptop', 80))]);
  console.log(`2 visits of ${profile.name}, counted ${profile.visits}, last by ${profile.device}`);
}
void main();
