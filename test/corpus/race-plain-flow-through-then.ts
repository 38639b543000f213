// expect: lost-update error stock.left
// sites: buy, ?, ?
// No await: the write stands in the callback of `then`.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const stock = { left: 10 };

function buy(count: number): Promise<void> {
  const { left } = stock;
  return sleep(count * 10).then(() => {
    stock.left = left - count;
  });
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => buy(2)), task('bob', () => buy(5))]);
  console.log(`10 - 2 - 5 = ${stock.left}`);
}
void main();
