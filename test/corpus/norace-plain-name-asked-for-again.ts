// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const users: { name: string; from: string }[] = [];
const isTaken = (name: string): boolean => users.some((user) => user.name === name);

async function register(name: string, from: string, ms: number): Promise<boolean> {
  if (isTaken(name)) return false;
  await sleep(ms);
  if (isTaken(name)) return false;
  users.push({ name, from });
  return true;
}

async function main(): Promise<void> {
  const done = [task('web', () => register('ann', 'web', 20)), task('app', () => register('ann', 'app', 80))];
  console.log((await Promise.all(done)).join(', '), users.length);
}
void main();
