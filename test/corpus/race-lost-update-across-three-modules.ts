// expect: lost-update error store.seats
// sites: seatsLeft, saveSeats, saveSeats
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';
import { saveSeats } from './lib/three-modules/book.ts';
import { seatsLeft } from './lib/three-modules/quote.ts';

async function reserve(): Promise<void> {
  const left = seatsLeft();
  await sleep(5);
  saveSeats(left - 1);
}

async function main(): Promise<void> {
  await Promise.all([task('reserve 1', reserve), task('reserve 2', reserve)]);
  console.log(`2 of 5 reserved, ${seatsLeft()} left`);
}
void main();
