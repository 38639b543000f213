// expect: lost-update error issued
// sites: nextId, nextId, nextId
// No task is named: two strands of the main script.
import { setTimeout as sleep } from 'node:timers/promises';

let issued = 0;

async function nextId(): Promise<number> {
  const last = issued;
  await sleep(20);
  issued = last + 1;
  return issued;
}

Promise.all([nextId(), nextId()]).then(([a, b]) => console.log(`two ids, equal: ${a === b}`));
