// expect: lost-update error stock["bike"]
// sites: buy, buy, buy
// The Map comes from a node:vm context, as everything does under some test runners.
import { setTimeout as sleep } from 'node:timers/promises';
import { createContext, runInContext } from 'node:vm';
import { task } from 'racewatch';

const stock = runInContext('new Map([["bike", 3]])', createContext({})) as Map<string, number>;

async function buy(ms: number): Promise<void> {
  const left = stock.get('bike') ?? 0;
  await sleep(ms);
  stock.set('bike', left - 1);
}

async function main(): Promise<void> {
  await Promise.all([task('buyer 1', () => buy(20)), task('buyer 2', () => buy(80))]);
  console.log(`left ${stock.get('bike')}`);
}
void main();
