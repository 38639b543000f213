// expect: lost-update error wallet.cents
// sites: pay, store, store
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const wallet = { cents: 500 };

function store(before: number, price: number): void {
  wallet.cents = before - price;
}

async function pay(price: number): Promise<void> {
  const cents = wallet.cents;
  await sleep(price);
  store(cents, price);
}

async function main(): Promise<void> {
  await Promise.all([task('tea', () => pay(20)), task('cake', () => pay(80))]);
  console.log(`500 - 20 - 80 = ${wallet.cents}`);
}
void main();
