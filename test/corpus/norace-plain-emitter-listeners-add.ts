// expect: silence
// Listeners add to the emitter's own fields, an event in one turn.
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Cart extends EventEmitter {
  items: string[] = [];
  sum = 0;

  constructor() {
    super();
    this.on('added', (item: string) => this.items.push(item));
    this.on('added', (_item: string, price: number) => {
      this.sum += price;
    });
  }

  async add(item: string, price: number): Promise<void> {
    await sleep(price);
    this.emit('added', item, price);
  }
}

const cart = new Cart();

async function main(): Promise<void> {
  await Promise.all([task('ann', () => cart.add('tea', 20)), task('bob', () => cart.add('cake', 80))]);
  console.log(`${cart.items.join(', ')}: ${cart.sum}`);
}
void main();
