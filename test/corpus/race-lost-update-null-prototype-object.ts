// expect: lost-update error hits["/home"]
// sites: hit, hit, hit
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const hits = track(Object.assign(Object.create(null) as Record<string, number>, { '/home': 0 }), 'hits');

async function hit(path: string): Promise<void> {
  const before = hits[path] ?? 0;
  await sleep(5);
  hits[path] = before + 1;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => hit('/home')), task('bob', () => hit('/home'))]);
  console.log(`2 hits, counted ${hits['/home']}`);
}
void main();
