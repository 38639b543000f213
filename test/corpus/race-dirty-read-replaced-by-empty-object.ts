// expect: dirty-read error app.rates
// sites: refresh, convert, refresh
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const app = track<{ rates: Record<string, number> }>({ rates: { usd: 1.1 } }, 'app');

async function refresh(): Promise<void> {
  app.rates = {};
  await sleep(45);
  app.rates = { usd: 1.2 };
}

async function convert(): Promise<number> {
  await sleep(5);
  return 100 * (app.rates.usd ?? 0);
}

async function main(): Promise<void> {
  const [amount] = await Promise.all([task('convert', convert), task('refresh', refresh)]);
  console.log(`100 are ${amount}`);
}
void main();
