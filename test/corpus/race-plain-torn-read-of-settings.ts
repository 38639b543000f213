// expect: torn-read warning prices.currency
// sites: quote, update, quote
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const prices = { amount: 100, currency: 'EUR' };

async function quote(): Promise<string> {
  const { amount } = prices;
  await sleep(80);
  return `${amount} ${prices.currency}`;
}

async function update(): Promise<void> {
  await sleep(20);
  prices.amount = 16_000;
  prices.currency = 'JPY';
}

async function main(): Promise<void> {
  const [line] = await Promise.all([task('quote', quote), task('update', update)]);
  console.log(`100 EUR or 16000 JPY, quoted ${line}`);
}
void main();
