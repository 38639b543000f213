// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const bank = track({ savings: 100, checking: 0 }, 'bank');

async function report(): Promise<number> {
  await sleep(5);
  const { savings, checking } = bank;
  await sleep(10);
  return savings + checking;
}

async function transfer(amount: number): Promise<void> {
  await sleep(8);
  bank.savings -= amount;
  bank.checking += amount;
}

async function main(): Promise<void> {
  const [sum] = await Promise.all([task('report', report), task('transfer', () => transfer(40))]);
  console.log(sum, bank.savings + bank.checking);
}
void main();
