// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const totals = track<Record<string, number>>({}, 'totals');

async function count(name: string, ms: number): Promise<void> {
  if (!(name in totals)) totals[name] = 0;
  const seen = totals[name] ?? 0;
  await sleep(ms);
  totals[name] = seen + 1;
  await sleep(ms);
  delete totals[name];
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => count('ann', 3)), task('bob', () => count('bob', 7))]);
  console.log(Object.keys(totals).length);
}
void main();
