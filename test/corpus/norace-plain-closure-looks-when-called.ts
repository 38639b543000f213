// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const budget = { left: 1000 };

async function approve(cost: number, ms: number): Promise<void> {
  const book = (): void => {
    const { left } = budget;
    budget.left = left - cost;
  };
  await sleep(ms);
  book();
}

async function main(): Promise<void> {
  await Promise.all([task('desk', () => approve(300, 20)), task('lamp', () => approve(50, 80))]);
  console.log(`1000 - 300 - 50 = ${budget.left}`);
}
void main();
