// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const sessions = track<Record<string, number>>({ ann: 1, bob: 2 }, 'sessions');

async function logAll(): Promise<string> {
  const names: string[] = [];
  for (const name of Object.keys(sessions)) {
    await sleep(5);
    names.push(name);
  }
  return names.join();
}

async function login(): Promise<void> {
  await sleep(7);
  sessions.eve = 3;
}

async function main(): Promise<void> {
  const [names] = await Promise.all([task('log', logAll), task('login', login)]);
  console.log(names, Object.keys(sessions).length);
}
void main();
