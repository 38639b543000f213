// expect: silence
// Who finds the token expired fetches one; whichever is there later is as good.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const auth = track({ token: 'expired' }, 'auth');
let fetched = 0;

async function withToken(fetching: number, working: number): Promise<boolean> {
  if (auth.token === 'expired') {
    await sleep(fetching);
    auth.token = `token ${++fetched}`;
  }
  await sleep(working);
  return auth.token.startsWith('token');
}

async function expire(): Promise<void> {
  await sleep(20);
  auth.token = `token ${++fetched}`;
}

async function main(): Promise<void> {
  const good = await Promise.all([task('a', () => withToken(5, 40)), task('b', expire)]);
  console.log(good[0]);
}
void main();
