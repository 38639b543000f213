// expect: silence
// A live binding is set once at start-up and read by all.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';
import { currentUser, enter } from './lib/plain-session.mjs';

enter('service account');

async function report(ms: number): Promise<string> {
  const before = currentUser;
  await sleep(ms);
  return before === currentUser ? 'same' : 'changed';
}

console.log((await Promise.all([task('a', () => report(20)), task('b', () => report(80))])).join());
