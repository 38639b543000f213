// expect: silence
// Both find it closed and open it: once or twice makes no difference.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const door = { open: false };

async function enter(wanted: boolean, ms: number): Promise<void> {
  const was = door.open;
  await sleep(ms);
  door.open = was || wanted;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => enter(true, 20)), task('bob', () => enter(true, 60))]);
  console.log(`open: ${door.open}`);
}
void main();
