// expect: mutation-during-iteration error sessions
// sites: closeAll, leave, closeAll
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const sessions = track<Record<string, number>>({ ann: 1, bob: 2, eve: 3 }, 'sessions');

async function closeAll(): Promise<void> {
  const closed: string[] = [];
  for (const name in sessions) {
    await sleep(25);
    closed.push(name);
  }
  console.log(`3 at the start, closed ${closed.join()}`);
}

async function leave(): Promise<void> {
  await sleep(5);
  delete sessions.eve;
}

task('close', closeAll);
task('leave', leave);
