// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const uses = Symbol('uses');
const registry: { name: string; [uses]: number } = { name: 'plugins', [uses]: 0 };

async function use(ms: number): Promise<void> {
  registry[uses]++;
  await sleep(ms);
  registry[uses]++;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => use(20)), task('bob', () => use(80))]);
  console.log(`4 uses, counted ${registry[uses]}`);
}
void main();
