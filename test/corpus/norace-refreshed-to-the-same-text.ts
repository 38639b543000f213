// expect: silence
// Both replace what they read by the same new value: nothing is lost.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const auth = track({ token: 'expired' }, 'auth');

async function refresh(ms: number): Promise<string> {
  const old = auth.token;
  await sleep(ms);
  auth.token = 'fresh';
  return old;
}

async function main(): Promise<void> {
  console.log(
    (await Promise.all([task('a', () => refresh(5)), task('b', () => refresh(45))])).join(),
    auth.token,
  );
}
void main();
