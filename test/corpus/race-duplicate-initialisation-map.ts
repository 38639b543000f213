// expect: check-then-act warning cache["de"]
// sites: translations, translations, translations
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const cache = track(new Map<string, { loadedBy: string }>(), 'cache');
let loads = 0;

async function load(by: string): Promise<{ loadedBy: string }> {
  loads += 1;
  await sleep(5);
  return { loadedBy: by };
}

async function translations(by: string): Promise<void> {
  if (!cache.has('de')) cache.set('de', await load(by));
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => translations('ann')), task('bob', () => translations('bob'))]);
  console.log(`one entry, loaded ${loads} times`);
}
void main();
