// expect: check-then-act error members
// sites: join, join, join
// gap: a search among the items is not known to be for the item that is added
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const members: string[] = ['ann'];

async function join(name: string, ms: number): Promise<void> {
  if (!members.includes(name)) {
    await sleep(ms);
    members.push(name);
  }
}

async function main(): Promise<void> {
  await Promise.all([task('click', () => join('bob', 20)), task('click again', () => join('bob', 80))]);
  console.log(`each name once: ${members.join(', ')}`);
}
void main();
