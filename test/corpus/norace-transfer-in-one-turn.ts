// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const bank = track({ savings: 100, checking: 0 }, 'bank');

async function transfer(amount: number): Promise<void> {
  await sleep(5);
  bank.savings -= amount;
  bank.checking += amount;
  await sleep(10);
}

async function report(): Promise<number> {
  await sleep(8);
  return bank.savings + bank.checking;
}

async function main(): Promise<void> {
  const [sum] = await Promise.all([task('report', report), task('transfer', () => transfer(40))]);
  console.log(sum);
}
void main();
