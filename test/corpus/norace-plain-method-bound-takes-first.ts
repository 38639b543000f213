// expect: silence
// Taken before the await, given back when the payment fails.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Shop {
  left = 1;

  constructor() {
    this.buy = this.buy.bind(this);
  }

  async buy(pays: boolean): Promise<string> {
    if (this.left === 0) return 'sold out';
    this.left -= 1;
    await sleep(20);
    if (pays) return 'sold';
    this.left += 1;
    return 'not paid';
  }
}

const shop = new Shop();
const { buy } = shop;

async function main(): Promise<void> {
  const answers = [task('ann', () => buy(false)), task('bob', () => buy(true))];
  console.log((await Promise.all(answers)).join(', '), shop.left);
}
void main();
