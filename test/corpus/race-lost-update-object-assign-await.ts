// expect: lost-update warning page.visits
// sites: visit, visit, visit
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const page = track({ visits: 0 }, 'page');

async function next(visits: number): Promise<{ visits: number }> {
  await sleep(5);
  return { visits: visits + 1 };
}

async function visit(): Promise<void> {
  Object.assign(page, await next(page.visits));
}

async function main(): Promise<void> {
  await Promise.all([task('ann', visit), task('bob', visit)]);
  console.log(`2 visits, counted ${page.visits}`);
}
void main();
