// expect: lost-update error Cart.total
// sites: add, add, add
// An instance is made and used by two strands at once, which both take it apart in the very turn of its birth.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Cart {
  total = 0;

  async add(price: number): Promise<void> {
    const { total } = this;
    await sleep(price);
    this.total = total + price;
  }
}

async function shop(): Promise<number> {
  const cart = new Cart();
  await Promise.all([cart.add(20), cart.add(50)]);
  return cart.total;
}

async function main(): Promise<void> {
  console.log(`20 + 50 = ${await task('shop', shop)}`);
}
void main();
