// expect: overwritten error currentUser
// sites: handle, handle, handle
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let currentUser = '';

async function handle(user: string, ms: number): Promise<string> {
  currentUser = user;
  await sleep(ms);
  return `${user} sees ${currentUser}`;
}

async function main(): Promise<void> {
  const answers = [task('ann', () => handle('ann', 45)), task('bob', () => handle('bob', 5))];
  console.log((await Promise.all(answers)).join(', '));
}
void main();
