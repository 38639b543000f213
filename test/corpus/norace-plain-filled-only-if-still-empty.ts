// expect: silence
// Both load; the first one to come back is kept by both.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Rates = { eur: number };
let kept: Rates | undefined;

async function load(ms: number): Promise<Rates> {
  await sleep(ms);
  return { eur: ms };
}

async function rates(ms: number): Promise<Rates> {
  if (kept) return kept;
  const fresh = await load(ms);
  kept ??= fresh;
  return kept;
}

async function main(): Promise<void> {
  const [a, b] = await Promise.all([task('ann', () => rates(20)), task('bob', () => rates(80))]);
  console.log(`the same: ${a === b}, eur ${kept?.eur}`);
}
void main();
