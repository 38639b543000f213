// expect: silence
// Nothing was cleared: the list begins empty, and is filled later.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const directory = track<{ users?: string[] }>({}, 'directory');

async function start(): Promise<void> {
  directory.users = [];
  await sleep(12);
  directory.users = ['ann'];
}

async function count(): Promise<number> {
  await sleep(5);
  return directory.users?.length ?? 0;
}

async function main(): Promise<void> {
  const [seen] = await Promise.all([task('count', count), task('start', start)]);
  console.log(seen, directory.users?.length);
}
void main();
