// expect: lost-update error seats["1a"]
// sites: reserve, reserve, reserve
// gap: the entries of a Map that is listed as a whole are not looked at one by one
// The free seat is looked for in a list of all entries, and taken after the payment.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const seats = new Map<string, string | null>([
  ['1a', null],
  ['1b', null],
]);

async function reserve(name: string, ms: number): Promise<void> {
  const free = [...seats].find(([, owner]) => owner === null);
  if (free === undefined) return;
  await sleep(ms);
  seats.set(free[0], name);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => reserve('ann', 20)), task('bob', () => reserve('bob', 60))]);
  console.log(`two passengers, seats: ${[...seats.values()].join()}`);
}
void main();
