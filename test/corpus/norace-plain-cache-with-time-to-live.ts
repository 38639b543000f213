// expect: silence
// An expired entry is replaced at once by the promise of a new one.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Entry = { value: Promise<number>; until: number };
const cache = new Map<string, Entry>();
let loads = 0;

async function load(): Promise<number> {
  loads++;
  const nth = loads;
  await sleep(20);
  return nth;
}

function rate(currency: string): Promise<number> {
  let entry = cache.get(currency);
  if (!entry || entry.until < Date.now()) {
    entry = { value: load(), until: Date.now() + 500 };
    cache.set(currency, entry);
  }
  return entry.value;
}

async function ask(ms: number): Promise<string> {
  const early = await rate('eur');
  await sleep(ms);
  return `${early} then ${await rate('eur')}`;
}

async function main(): Promise<void> {
  const rates = await Promise.all([task('ann', () => ask(900)), task('bob', () => ask(910))]);
  console.log(rates.join(', '), `loaded ${loads}`);
}
void main();
