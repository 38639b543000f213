// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const user = track({ name: 'bob', visits: 1 }, 'user');

async function show(): Promise<string> {
  const { name } = user;
  await sleep(12);
  return `${name}, ${user.visits} visits`;
}

async function visit(): Promise<void> {
  await sleep(5);
  user.name = 'bob';
  user.visits = 2;
}

async function main(): Promise<void> {
  const [text] = await Promise.all([task('show', show), task('visit', visit)]);
  console.log(text);
}
void main();
