// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const rooms: Record<string, string> = { lobby: 'zoe' };

async function join(name: string, ms: number): Promise<void> {
  await sleep(ms);
  if (Object.keys(rooms).length >= 2) return;
  rooms[name] = name;
  await sleep(ms);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => join('ann', 20)), task('bob', () => join('bob', 80))]);
  console.log(`${Object.keys(rooms).length} of 2 rooms taken`);
}
void main();
