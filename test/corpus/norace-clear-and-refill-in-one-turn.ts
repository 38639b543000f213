// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const prices = track(new Map([['eur', 100]]), 'prices');

async function refresh(): Promise<void> {
  const fresh = 110;
  await sleep(5);
  prices.clear();
  prices.set('eur', fresh);
}

async function lookUp(ms: number): Promise<number | undefined> {
  await sleep(ms);
  return prices.get('eur');
}

async function main(): Promise<void> {
  const looks = [task('early', () => lookUp(2)), task('late', () => lookUp(12))];
  await task('refresh', refresh);
  console.log((await Promise.all(looks)).join());
}
void main();
