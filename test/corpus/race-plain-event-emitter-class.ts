// expect: lost-update error Cart.items
// sites: add, ?, ?

import { EventEmitter } from 'node:events';
import { task } from 'racewatch';

class Cart extends EventEmitter {
  items = 0;

  add(ms: number): void {
    const before = this.items;
    setTimeout(() => {
      this.items = before + 1;
      this.emit('added', this.items);
    }, ms);
  }
}

const cart = new Cart();
const heard: number[] = [];
cart.on('added', (items: number) => {
  heard.push(items);
  if (heard.length === 2) console.log(`2 added: ${heard.join(', then ')}`);
});

task('add apple', () => cart.add(20));
task('add pear', () => cart.add(80));
