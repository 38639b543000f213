// expect: overwritten error currentUser
// sites: enter, enter, greet
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';
import { currentUser, enter } from './lib/plain-session.mjs';

async function greet(user: string, ms: number): Promise<string> {
  enter(user);
  await sleep(ms);
  return `${user} is greeted as ${currentUser}`;
}

const greetings = [task('ann', () => greet('ann', 60)), task('bob', () => greet('bob', 20))];
console.log((await Promise.all(greetings)).join(', '));
