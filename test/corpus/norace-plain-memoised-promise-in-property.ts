// expect: silence
// The promise is kept at once; the second one finds it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const cache: { rates?: Promise<{ eur: number }> } = {};
let loads = 0;

async function load(): Promise<{ eur: number }> {
  loads++;
  await sleep(20);
  return { eur: 1.1 };
}

async function rates(): Promise<{ eur: number }> {
  cache.rates ??= load();
  return cache.rates;
}

async function main(): Promise<void> {
  const [a, b] = await Promise.all([task('ann', rates), task('bob', rates)]);
  console.log(`loaded once: ${loads === 1}, the same: ${a === b}`);
}
void main();
