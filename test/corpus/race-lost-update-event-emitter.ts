// expect: lost-update error cart.items
// sites: addItem, onReserved, onReserved
import { EventEmitter } from 'node:events';
import { task, track } from 'racewatch';

const cart = track({ items: 0 }, 'cart');

function reserve(ms: number): EventEmitter {
  const warehouse = new EventEmitter();
  setTimeout(() => warehouse.emit('reserved'), ms);
  return warehouse;
}

function addItem(ms: number): void {
  const seen = cart.items;
  reserve(ms).once('reserved', function onReserved() {
    cart.items = seen + 1;
  });
}

task('add apple', () => addItem(5));
task('add pear', () => addItem(15));
setTimeout(() => console.log(`2 added, cart has ${cart.items}`), 90);
