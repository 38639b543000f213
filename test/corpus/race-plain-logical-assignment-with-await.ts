// expect: check-then-act warning cache.rates
// sites: rates, rates, rates
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Rates = { eur: number };
const cache: { rates?: Rates } = {};
let loads = 0;

async function load(): Promise<Rates> {
  await sleep(20);
  loads++;
  return { eur: 1.1 };
}

async function rates(): Promise<Rates> {
  cache.rates ??= await load();
  return cache.rates;
}

async function main(): Promise<void> {
  const [a, b] = await Promise.all([task('ann', rates), task('bob', rates)]);
  console.log(`loaded once: ${loads === 1}, the same: ${a === b}`);
}
void main();
