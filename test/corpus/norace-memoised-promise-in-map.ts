// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const cache = track(new Map<string, Promise<{ name: string }>>(), 'cache');
let loads = 0;

async function load(name: string): Promise<{ name: string }> {
  loads += 1;
  await sleep(5);
  return { name };
}

async function translations(name: string): Promise<string> {
  let entry = cache.get(name);
  if (!entry) {
    entry = load(name);
    cache.set(name, entry);
  }
  return (await entry).name;
}

async function main(): Promise<void> {
  const names = await Promise.all([
    task('ann', () => translations('de')),
    task('bob', () => translations('de')),
  ]);
  console.log(names.join(), loads);
}
void main();
