// expect: silence
// Missing inner Maps are made in the turn of the look.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const regions = new Map<string, Map<string, number>>();

function stockOf(region: string): Map<string, number> {
  let stock = regions.get(region);
  if (!stock) {
    stock = new Map();
    regions.set(region, stock);
  }
  return stock;
}

async function add(region: string, item: string, ms: number): Promise<void> {
  const stock = stockOf(region);
  await sleep(ms);
  stock.set(item, (stock.get(item) ?? 0) + 1);
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => add('eu', 'tea', 20)), task('bob', () => add('eu', 'tea', 80))]);
  console.log(`tea: ${stockOf('eu').get('tea')}, regions: ${regions.size}`);
}
void main();
