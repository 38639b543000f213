// expect: check-then-act warning cache["rates"]
// sites: rates, rates, rates
// An AsyncLocalStorage run is a task as well: a cache stampede.
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { track } from 'racewatch';

const requests = new AsyncLocalStorage<{ id: number }>();
const cache = track(new Map<string, { base: string }>(), 'cache');
let loads = 0;

async function rates(): Promise<{ base: string }> {
  const known = cache.get('rates');
  if (known) return known;
  loads += 1;
  await sleep(5);
  const fresh = { base: 'EUR' };
  cache.set('rates', fresh);
  return fresh;
}

async function main(): Promise<void> {
  await Promise.all([1, 2, 3].map((id) => requests.run({ id }, rates)));
  console.log(`one entry, loaded ${loads} times`);
}
void main();
