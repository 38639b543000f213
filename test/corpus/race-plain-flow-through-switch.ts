// expect: lost-update error parcel.status
// sites: move, move, move
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const parcel = { status: 'packed' };

async function move(to: string, ms: number): Promise<void> {
  switch (parcel.status) {
    case 'packed':
      await sleep(ms);
      parcel.status = to;
      break;
    case 'shipped':
    case 'cancelled':
      break;
  }
}

async function main(): Promise<void> {
  const shipped = task('ship', () => move('shipped', 20));
  const cancelled = task('cancel', () => move('cancelled', 60));
  await shipped;
  const told = parcel.status;
  await cancelled;
  console.log(`customer was told "${told}", now ${parcel.status}`);
}
void main();
