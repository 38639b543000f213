// expect: lost-update error order.status
// sites: refund, ship, refund
// Nothing of what was read is written, but the write stands under the old test.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const order = { id: 7, status: 'open' };

async function refund(): Promise<void> {
  if (order.status === 'open') {
    await sleep(60);
    order.status = 'refunded';
    console.log('money is back');
  }
}

async function ship(): Promise<void> {
  if (order.status === 'open') {
    await sleep(20);
    order.status = 'shipped';
    console.log('parcel is out');
  }
}

task('refund', refund);
task('ship', ship);
