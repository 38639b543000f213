// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import AsyncLock from 'async-lock';
import { task, track } from 'racewatch';

const shop = track({ stock: 10 }, 'shop');
const lock = new AsyncLock();

function buy(done: () => void): void {
  const seen = shop.stock;
  setTimeout(function writeBack() {
    shop.stock = seen - 1;
    done();
  }, 3);
}

for (const n of [1, 2, 3]) task(`buy ${n}`, () => lock.acquire('stock', buy, () => undefined));
sleep(60).then(() => console.log(shop.stock));
