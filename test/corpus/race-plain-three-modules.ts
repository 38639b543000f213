// expect: lost-update error seats
// sites: freeSeats, saveSeats, saveSeats
// The variable is in one module, the await in another, the tasks in a third.
import { task } from 'racewatch';
import { book } from './lib/plain-seats/book.ts';
import { freeSeats } from './lib/plain-seats/store.ts';

async function main(): Promise<void> {
  await Promise.all([task('ann', () => book(1)), task('bob', () => book(2))]);
  console.log(`5 - 1 - 2 = ${freeSeats()}`);
}
void main();
