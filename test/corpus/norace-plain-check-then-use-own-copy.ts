// expect: silence
// Taken once, tested, used: only the own copy.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const session: { user: { name: string } | undefined } = { user: { name: 'ann' } };

async function profile(): Promise<string> {
  const { user } = session;
  if (!user) return 'please log in';
  await sleep(80);
  return `profile of ${user.name}`;
}

async function logOut(): Promise<void> {
  await sleep(20);
  session.user = undefined;
}

async function main(): Promise<void> {
  const [text] = await Promise.all([task('profile', profile), task('log out', logOut)]);
  console.log(text);
}
void main();
