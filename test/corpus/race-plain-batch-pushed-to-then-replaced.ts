// expect: lost-update error pending
// sites: flush, log, flush
// As with a list that is replaced by each newcomer, but the newcomers push.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let pending: string[] = ['a'];
const sent: string[] = [];

async function send(batch: readonly string[]): Promise<void> {
  sent.push(...batch);
  await sleep(60);
}

async function flush(): Promise<void> {
  await send(pending);
  pending = [];
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
