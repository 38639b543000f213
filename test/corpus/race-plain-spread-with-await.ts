// expect: lost-update error state
// sites: load, load, load
// The old state is spread before the await inside the same expression.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let state: Record<string, string> = {};

async function fetched(part: string): Promise<string> {
  await sleep(part.length * 8);
  return part.toUpperCase();
}

async function load(part: string): Promise<void> {
  state = { ...state, [part]: await fetched(part) };
}

async function main(): Promise<void> {
  await Promise.all([task('user', () => load('user')), task('settings', () => load('settings'))]);
  console.log(`user and settings: ${JSON.stringify(state)}`);
}
void main();
