// expect: check-then-act warning users
// sites: register, register, register
// Names are unique, says the check before the await.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const users: { name: string; from: string }[] = [];

async function register(name: string, from: string): Promise<boolean> {
  if (users.some((user) => user.name === name)) return false;
  await sleep(20);
  users.push({ name, from });
  return true;
}

async function main(): Promise<void> {
  await Promise.all([task('web', () => register('ann', 'web')), task('app', () => register('ann', 'app'))]);
  console.log(`one ann, registered ${users.map(({ name, from }) => `${name} by ${from}`).join(', ')}`);
}
void main();
