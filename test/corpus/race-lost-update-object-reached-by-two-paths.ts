// expect: lost-update error app.primary.load
// sites: raiseByPool, raiseByName, raiseByPool
// One object, two ways to it: one location, named by the way found first.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const node = { load: 0 };
const app = track({ primary: node, pool: [node] }, 'app');

async function raiseByPool(): Promise<void> {
  const member = app.pool[0] as { load: number };
  const before = member.load;
  await sleep(45);
  member.load = before + 1;
}

async function raiseByName(): Promise<void> {
  await sleep(5);
  app.primary.load += 1;
}

async function main(): Promise<void> {
  console.log(`start ${app.primary.load}, same object: ${app.primary === app.pool[0]}`);
  await Promise.all([task('by pool', raiseByPool), task('by name', raiseByName)]);
  console.log(`raised twice: ${app.primary.load}`);
}
void main();
