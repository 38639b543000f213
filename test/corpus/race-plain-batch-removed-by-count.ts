// expect: check-then-act error pending
// sites: flush, flush, flush
// A batch is sent and then as many items are removed: two flushes send the same ones, and remove the others unsent.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const pending = ['a', 'b', 'c', 'd'];
const sent: string[] = [];

async function flush(ms: number): Promise<void> {
  const batch = pending.slice(0, 2);
  await sleep(ms);
  sent.push(...batch);
  pending.splice(0, batch.length);
}

async function main(): Promise<void> {
  await Promise.all([task('flush', () => flush(20)), task('flush again', () => flush(80))]);
  console.log(`sent ${sent.join()}, left ${pending.join()}`);
}
void main();
