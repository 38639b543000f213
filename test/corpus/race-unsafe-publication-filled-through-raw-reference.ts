// expect: unsafe-publication warning users["u1"].name
// sites: create, show, create
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

type User = { id: string; name?: string };
const users = track(new Map<string, User>(), 'users');

async function create(): Promise<void> {
  const user: User = { id: 'u1' };
  users.set('u1', user);
  await sleep(45);
  user.name = 'ann';
}

async function show(): Promise<string> {
  await sleep(5);
  return `hello ${users.get('u1')?.name}`;
}

async function main(): Promise<void> {
  const [greeting] = await Promise.all([task('show', show), task('create', create)]);
  console.log(greeting);
}
void main();
