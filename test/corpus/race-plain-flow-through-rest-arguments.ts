// expect: lost-update error seats.taken
// sites: take, put, put
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const seats = { taken: 0 };

function put(...numbers: readonly number[]): void {
  let sum = 0;
  for (const number of numbers) sum += number;
  seats.taken = sum;
}

async function take(count: number): Promise<void> {
  const parts = [seats.taken, count];
  await sleep(count * 10);
  put(...parts);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => take(2)), task('bob', () => take(5))]);
  console.log(`2 + 5 = ${seats.taken}`);
}
void main();
