// expect: lost-update error pending
// sites: flush, log, flush
// gap: the list is emptied by nobody who is seen to have relied on its content
// The list stays the same, and is emptied by its length when the batch has gone.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const pending: string[] = ['a'];
const sent: string[] = [];

async function flush(): Promise<void> {
  const batch = pending.join();
  await sleep(60);
  sent.push(batch);
  pending.length = 0;
}

async function log(line: string): Promise<void> {
  await sleep(20);
  pending.push(line);
}

async function main(): Promise<void> {
  await Promise.all([task('flush', flush), task('log', () => log('b'))]);
  await flush();
  console.log(`a and b were logged, sent ${sent.join()}`);
}
void main();
