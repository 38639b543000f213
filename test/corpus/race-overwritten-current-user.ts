// expect: overwritten error state.user
// sites: handle, handle, handle
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const state = track({ user: '' }, 'state');

async function handle(user: string, ms: number): Promise<string> {
  state.user = user;
  await sleep(ms);
  return `${user} sees ${state.user}`;
}

async function main(): Promise<void> {
  const answers = [task('ann', () => handle('ann', 45)), task('bob', () => handle('bob', 5))];
  console.log((await Promise.all(answers)).join(', '));
}
void main();
