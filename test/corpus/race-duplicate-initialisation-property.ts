// expect: check-then-act warning app.pool
// sites: connect, connect, connect
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const app = track<{ pool?: { id: number } }>({}, 'app');
let opened = 0;

async function connect(): Promise<void> {
  if (app.pool === undefined) {
    await sleep(5);
    opened += 1;
    app.pool = { id: opened };
  }
}

async function main(): Promise<void> {
  await Promise.all([task('ann', connect), task('bob', connect)]);
  console.log(`one pool is kept, opened ${opened}`);
}
void main();
