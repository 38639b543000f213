// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

type User = { id: string; name?: string };
const users = track(new Map<string, User>(), 'users');

async function create(): Promise<void> {
  users.set('u1', { id: 'u1' });
  await sleep(45);
  (users.get('u1') as User).name = 'ann';
}

async function show(): Promise<string> {
  await sleep(5);
  return `user ${users.get('u1')?.id}`;
}

async function main(): Promise<void> {
  const [line] = await Promise.all([task('show', show), task('create', create)]);
  console.log(line, users.get('u1')?.name);
}
void main();
