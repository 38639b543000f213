// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const cache = track(new Map<string, { by: string }>(), 'cache');

async function translations(by: string, ms: number): Promise<string> {
  if (!cache.has('de')) {
    await sleep(ms);
    if (!cache.has('de')) cache.set('de', { by });
  }
  return (cache.get('de') as { by: string }).by;
}

async function main(): Promise<void> {
  const first = task('ann', () => translations('ann', 5));
  const second = task('bob', () => translations('bob', 45));
  console.log((await Promise.all([first, second])).join());
}
void main();
