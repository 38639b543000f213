// expect: silence
// A list that is added to by its length: whoever goes over it later finds a newer member where its own once stood.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const members: string[] = [];

async function join(name: string, ms: number): Promise<void> {
  await sleep(ms);
  members[members.length] = name;
}

async function leave(name: string, ms: number): Promise<void> {
  await sleep(ms);
  members.splice(members.indexOf(name), 1);
}

async function host(): Promise<void> {
  members[members.length] = 'host';
  await sleep(120);
  for (let i = 0; i < members.length; i++) console.log(`hello ${members[i]}`);
}

async function main(): Promise<void> {
  await join('ann', 0);
  const all = [host(), leave('host', 30), join('bob', 60)];
  await Promise.all([task('host', () => all[0]), task('ann', () => all[1]), task('bob', () => all[2])]);
}
void main();
