// expect: check-then-act error shop.stock
// sites: buy, <anonymous>, <anonymous>
// The act stands in a callback of the function that checked.
import { task, track } from 'racewatch';

const shop = track({ stock: 1 }, 'shop');

function pay(done: () => void): void {
  setTimeout(done, 5);
}

function buy(): void {
  if (shop.stock > 0) {
    pay(() => {
      shop.stock--;
    });
  }
}

task('ann', buy);
task('bob', buy);
setTimeout(() => console.log(`one was there, stock ${shop.stock}`), 50);
