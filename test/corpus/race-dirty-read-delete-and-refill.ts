// expect: dirty-read notice config["limit"]
// sites: reload, check, reload
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const config = track(new Map([['limit', 5]]), 'config');

async function reload(): Promise<void> {
  config.delete('limit');
  await sleep(45);
  config.set('limit', 6);
}

async function check(): Promise<string> {
  await sleep(5);
  return config.has('limit') ? 'limited' : 'unlimited';
}

async function main(): Promise<void> {
  const [answer] = await Promise.all([task('check', check), task('reload', reload)]);
  console.log(answer);
}
void main();
