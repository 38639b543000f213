// expect: dirty-read notice app.rates
// sites: refresh, convert, refresh
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

type Rates = { usd: number };
const app = track<{ rates: Rates | undefined }>({ rates: { usd: 1.1 } }, 'app');

async function refresh(): Promise<void> {
  app.rates = undefined;
  await sleep(45);
  app.rates = { usd: 1.2 };
}

async function convert(): Promise<string> {
  await sleep(5);
  return app.rates === undefined ? 'no rates' : 'converted';
}

async function main(): Promise<void> {
  const [answer] = await Promise.all([task('convert', convert), task('refresh', refresh)]);
  console.log(answer);
}
void main();
