// expect: mutation-during-iteration error sessions
// sites: closeAll, leave, closeAll
// The keys are listed, and one of them is gone when its turn comes.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const sessions: Record<string, { name: string } | undefined> = {};
for (const name of ['ann', 'bob', 'eve']) sessions[name] = { name };
const closed: string[] = [];

async function closeAll(): Promise<void> {
  for (const id of Object.keys(sessions)) {
    await sleep(20);
    try {
      closed.push((sessions[id] as { name: string }).name);
    } catch {
      closed.push('nobody');
    }
  }
}

async function leave(id: string): Promise<void> {
  await sleep(30);
  delete sessions[id];
}

async function main(): Promise<void> {
  await Promise.all([task('close', closeAll), task('leave', () => leave('bob'))]);
  console.log(`closed ${closed.join()}`);
}
void main();
