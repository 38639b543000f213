// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const state = track({ tenant: '' }, 'state');

async function handle(ms: number): Promise<string> {
  state.tenant = 'acme';
  await sleep(ms);
  return state.tenant;
}

async function main(): Promise<void> {
  console.log((await Promise.all([task('a', () => handle(15)), task('b', () => handle(5))])).join());
}
void main();
