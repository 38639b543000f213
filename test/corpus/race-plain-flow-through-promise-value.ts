// expect: lost-update error number
// sites: ?, ?, ?
// The old value is what a promise is resolved with, and a parameter of the next callback.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let number = 7;

function raise(by: number): Promise<void> {
  return Promise.resolve()
    .then(() => number)
    .then((last) => sleep(by, last + by))
    .then((fresh) => {
      number = fresh;
    });
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => raise(20)), task('bob', () => raise(80))]);
  console.log(`7 + 20 + 80 = ${number}`);
}
void main();
