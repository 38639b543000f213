// expect: torn-read warning bank.checking
// sites: report, transfer, report
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const bank = track({ savings: 100, checking: 0 }, 'bank');

async function report(): Promise<number> {
  const savings = bank.savings;
  await sleep(45);
  return savings + bank.checking;
}

async function transfer(amount: number): Promise<void> {
  await sleep(5);
  bank.savings -= amount;
  bank.checking += amount;
}

async function main(): Promise<void> {
  const [sum] = await Promise.all([task('report', report), task('transfer', () => transfer(40))]);
  console.log(`reported ${sum} of ${bank.savings + bank.checking}`);
}
void main();
