// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let state: Record<string, string> = {};

async function fetched(part: string): Promise<string> {
  await sleep(part.length * 8);
  return part.toUpperCase();
}

async function load(part: string): Promise<void> {
  const value = await fetched(part);
  state = { ...state, [part]: value };
}

async function main(): Promise<void> {
  await Promise.all([task('user', () => load('user')), task('settings', () => load('settings'))]);
  console.log(JSON.stringify(state));
}
void main();
