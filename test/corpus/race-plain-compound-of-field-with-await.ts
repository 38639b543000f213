// expect: lost-update error Basket.sum
// sites: add, add, add
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Basket {
  sum = 0;

  private async price(item: string): Promise<number> {
    await sleep(item.length * 10);
    return item.length;
  }

  async add(item: string): Promise<void> {
    this.sum += await this.price(item);
  }
}

const basket = new Basket();

async function main(): Promise<void> {
  await Promise.all([task('ann', () => basket.add('tea')), task('bob', () => basket.add('bread'))]);
  console.log(`3 + 5 = ${basket.sum}`);
}
void main();
