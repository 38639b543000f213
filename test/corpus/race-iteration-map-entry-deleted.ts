// expect: mutation-during-iteration error connections
// sites: logAll, disconnect, logAll
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

async function logAll(): Promise<void> {
  const seen: string[] = [];
  for (const [name] of connections) {
    await sleep(25);
    seen.push(name);
  }
  console.log(`3 at the start, logged ${seen.join()}`);
}

async function disconnect(): Promise<void> {
  await sleep(5);
  connections.delete('eve');
}

task('log', logAll);
task('disconnect', disconnect);
