// expect: silence
// Whoever uses a listed key asks first whether it is still there; other keys do not come from the list.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const sessions: Record<string, { name: string } | undefined> = {};
for (const name of ['ann', 'bob', 'eve']) sessions[name] = { name };
const closed: string[] = [];

async function closeAll(): Promise<void> {
  for (const id of Object.keys(sessions)) {
    await sleep(20);
    const session = sessions[id];
    if (session === undefined) continue;
    closed.push(session.name);
  }
}

async function greetAll(): Promise<void> {
  for (const id of Object.keys(sessions)) {
    await sleep(20);
    closed.push(sessions[id]?.name ?? 'nobody');
  }
}

function tell(session: { name: string }, done: (name: string) => void): void {
  done(session.name);
}

async function tellAll(): Promise<void> {
  for (const id of Object.keys(sessions)) {
    await sleep(20);
    const session = sessions[id];
    if (!session) continue;
    tell(session, (name) => closed.push(name));
    await session.name.length;
  }
}

async function find(id: string): Promise<void> {
  closed.push(`${Object.keys(sessions).length}`);
  await sleep(60);
  closed.push(`${sessions[id]}`);
}

async function leave(id: string): Promise<void> {
  await sleep(30);
  delete sessions[id];
}

async function main(): Promise<void> {
  const tasks = [
    task('close', closeAll),
    task('greet', greetAll),
    task('tell', tellAll),
    task('find', () => find('bob')),
  ];
  await Promise.all([...tasks, task('leave', () => leave('bob'))]);
  console.log(`closed ${closed.sort().join()}`);
}
void main();
