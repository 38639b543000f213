// expect: silence
// The look stands on the line of the act, but it is a test of its own.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const breaker = track({ state: 'closed' }, 'breaker');

async function call(ms: number): Promise<void> {
  if (breaker.state === 'open') return;
  await sleep(ms);
  if (breaker.state === 'half-open') breaker.state = 'closed';
}

async function probe(): Promise<void> {
  await sleep(5);
  breaker.state = 'half-open';
}

async function main(): Promise<void> {
  await Promise.all([task('call', () => call(40)), task('probe', probe)]);
  console.log(breaker.state);
}
void main();
