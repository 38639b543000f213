// expect: silence
// The collector takes the list away before it sends; a timer flushes.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let pending: string[] = [];
let timer: NodeJS.Timeout | undefined;
const sent: string[] = [];

async function send(batch: readonly string[]): Promise<void> {
  await sleep(40);
  sent.push(batch.join('+'));
}

async function flush(): Promise<void> {
  const batch = pending;
  pending = [];
  timer = undefined;
  await send(batch);
}

async function log(line: string, ms: number): Promise<void> {
  await sleep(ms);
  pending.push(line);
  if (timer === undefined) timer = setTimeout(flush, 90);
}

async function main(): Promise<void> {
  await Promise.all([
    task('a', () => log('a', 5)),
    task('b', () => log('b', 10)),
    task('c', () => log('c', 200)),
  ]);
  await sleep(400);
  console.log(sent.join(' '));
}
void main();
