// expect: check-then-act warning timer
// sites: changed, changed, changed
// The old timer is cleared before an await, the new one set after it: neither of two callers clears the other's.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let timer: NodeJS.Timeout | undefined;
let saved = 0;

async function changed(ms: number): Promise<void> {
  clearTimeout(timer);
  await sleep(ms);
  timer = setTimeout(() => {
    saved++;
  }, 40);
}

async function main(): Promise<void> {
  await Promise.all([task('first', () => changed(20)), task('second', () => changed(40))]);
  await sleep(90);
  console.log(`saved once: ${saved === 1}`);
}
void main();
