// expect: silence
// The time of the last request: written from the clock, whatever was read before.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const session = track({ lastSeen: 0 }, 'session');

async function handle(ms: number): Promise<boolean> {
  const idle = Date.now() - session.lastSeen;
  await sleep(ms);
  session.lastSeen = Date.now();
  return idle > 1000;
}

async function main(): Promise<void> {
  const idle = await Promise.all([task('a', () => handle(80)), task('b', () => handle(5))]);
  console.log(idle.join(', '));
}
void main();
