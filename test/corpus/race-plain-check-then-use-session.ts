// expect: check-then-use error session.user
// sites: profile, logOut, profile
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const session: { user: { name: string } | undefined } = { user: { name: 'ann' } };

async function profile(): Promise<string> {
  if (session.user) {
    await sleep(80);
    return `profile of ${session.user.name}`;
  }
  return 'please log in';
}

async function logOut(): Promise<void> {
  await sleep(20);
  session.user = undefined;
}

task('log out', logOut);
task('profile', profile).then(console.log, (error: Error) => console.log(error.name));
