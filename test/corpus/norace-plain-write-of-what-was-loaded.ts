// expect: silence
// The same variable is read and written, but the write comes from another source.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let rates = { eur: 1.1, from: 'disk' };

async function load(from: string, ms: number): Promise<typeof rates> {
  await sleep(ms);
  return { eur: 1.2, from };
}

async function refresh(from: string, ms: number): Promise<string> {
  const old = rates.from;
  const fresh = await load(from, ms);
  rates = fresh;
  return `${old} to ${from}`;
}

async function main(): Promise<void> {
  const steps = [task('a', () => refresh('bank', 20)), task('b', () => refresh('exchange', 80))];
  console.log((await Promise.all(steps)).join(', '), rates.from);
}
void main();
