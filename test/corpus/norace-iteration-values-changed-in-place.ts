// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const load = track(
  new Map([
    ['a', 1],
    ['b', 2],
  ]),
  'load',
);

async function list(): Promise<string> {
  const names: string[] = [];
  for (const name of load.keys()) {
    await sleep(10);
    names.push(name);
  }
  return names.join();
}

async function raise(): Promise<void> {
  await sleep(5);
  load.set('b', 9);
}

async function main(): Promise<void> {
  const [names] = await Promise.all([task('list', list), task('raise', raise)]);
  console.log(names, load.get('b'));
}
void main();
