// expect: lost-update error lease.until
// sites: lead, lead, lead
// A time in the future is a term, not a reading of the clock.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const lease = track({ until: Date.now() - 1000 }, 'lease');

async function lead(ms: number): Promise<boolean> {
  if (lease.until > Date.now()) return false;
  await sleep(ms);
  lease.until = Date.now() + 30_000;
  return true;
}

async function main(): Promise<void> {
  const leaders = await Promise.all([task('a', () => lead(40)), task('b', () => lead(5))]);
  console.log(`${leaders.filter(Boolean).length} leaders`);
}
void main();
