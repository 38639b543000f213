// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const stock = { left: 10 };

function buy(count: number): Promise<void> {
  return sleep(count * 10).then(() => {
    const { left } = stock;
    stock.left = left - count;
  });
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => buy(2)), task('bob', () => buy(5))]);
  console.log(`10 - 2 - 5 = ${stock.left}`);
}
void main();
