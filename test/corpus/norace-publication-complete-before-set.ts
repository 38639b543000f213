// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

type User = { id: string; name?: string };
const users = track(new Map<string, User>(), 'users');

async function create(): Promise<void> {
  const user: User = { id: 'u1' };
  await sleep(5);
  user.name = 'ann';
  users.set('u1', user);
}

async function show(): Promise<string> {
  while (!users.has('u1')) await sleep(2);
  return `hello ${users.get('u1')?.name}`;
}

async function main(): Promise<void> {
  const [greeting] = await Promise.all([task('show', show), task('create', create)]);
  console.log(greeting);
}
void main();
