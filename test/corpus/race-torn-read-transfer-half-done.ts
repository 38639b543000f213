// expect: torn-read warning bank.checking
// sites: transfer, report, transfer
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const bank = track({ savings: 100, checking: 0 }, 'bank');

async function transfer(amount: number): Promise<void> {
  bank.savings -= amount;
  await sleep(45);
  bank.checking += amount;
}

async function report(): Promise<number> {
  await sleep(5);
  return bank.savings + bank.checking;
}

async function main(): Promise<void> {
  const [sum] = await Promise.all([task('report', report), task('transfer', () => transfer(40))]);
  console.log(`reported ${sum} of ${bank.savings + bank.checking}`);
}
void main();
