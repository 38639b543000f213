// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const connections = track(
  new Map([
    ['ann', 1],
    ['bob', 2],
    ['eve', 3],
  ]),
  'connections',
);

async function logAll(): Promise<string> {
  const names: string[] = [];
  for (const [name] of [...connections]) {
    await sleep(5);
    names.push(name);
  }
  return names.join();
}

async function disconnect(): Promise<void> {
  await sleep(8);
  connections.delete('eve');
}

async function main(): Promise<void> {
  const [names] = await Promise.all([task('log', logAll), task('disconnect', disconnect)]);
  console.log(names, connections.size);
}
void main();
