// expect: lost-update error profile.visits
// sites: visit, visit, visit
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const profile = { name: 'ann', visits: 0 };

async function visit(ms: number): Promise<void> {
  const { visits } = profile;
  await sleep(ms);
  Object.assign(profile, { visits: visits + 1 });
}

async function main(): Promise<void> {
  await Promise.all([task('phone', () => visit(20)), task('laptop', () => visit(80))]);
  console.log(`2 visits of ${profile.name}, counted ${profile.visits}`);
}
void main();
