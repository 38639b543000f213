// expect: silence
// The first field is read again after the foreign write.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const bank = track({ savings: 100, checking: 0 }, 'bank');

async function report(): Promise<number> {
  if (bank.savings < 0) return 0;
  await sleep(45);
  return bank.savings + bank.checking;
}

async function transfer(amount: number): Promise<void> {
  await sleep(5);
  bank.savings -= amount;
  bank.checking += amount;
}

async function main(): Promise<void> {
  const [sum] = await Promise.all([task('report', report), task('transfer', () => transfer(40))]);
  console.log(sum);
}
void main();
