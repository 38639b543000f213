// expect: silence
// A walk with pauses, while somebody sorts a list that is in order already: nothing moves.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const names = ['ann', 'bob', 'eve'];
const greeted: string[] = [];

async function greet(): Promise<void> {
  for (const name of names) {
    greeted.push(name);
    await sleep(30);
  }
}

async function rank(): Promise<void> {
  await sleep(45);
  names.sort();
}

async function main(): Promise<void> {
  await Promise.all([task('host', greet), task('table', rank)]);
  console.log(`greeted ${greeted.join()}`);
}
void main();
