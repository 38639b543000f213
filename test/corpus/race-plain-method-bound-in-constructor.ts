// expect: check-then-act error Shop.left
// sites: buy, buy, buy
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Shop {
  left = 1;

  constructor() {
    this.buy = this.buy.bind(this);
  }

  async buy(): Promise<string> {
    if (this.left === 0) return 'sold out';
    await sleep(20);
    this.left -= 1;
    return 'sold';
  }
}

const { buy } = new Shop();

async function main(): Promise<void> {
  const answers = await Promise.all([task('ann', buy), task('bob', buy)]);
  console.log(`one was there: ${answers.join(', ')}`);
}
void main();
