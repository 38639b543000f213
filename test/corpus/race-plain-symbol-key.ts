// expect: lost-update error registry[Symbol(uses)]
// sites: use, use, use
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const uses = Symbol('uses');
const registry = { name: 'plugins', [uses]: 0 };

async function use(ms: number): Promise<void> {
  const before = registry[uses];
  await sleep(ms);
  registry[uses] = before + 1;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => use(20)), task('bob', () => use(80))]);
  console.log(`2 uses, counted ${registry[uses]}`);
}
void main();
