// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const order = { id: 7, status: 'open' };

async function refund(): Promise<string> {
  if (order.status !== 'open') return 'too late';
  await sleep(60);
  if (order.status !== 'open') return 'too late';
  order.status = 'refunded';
  return 'refunded';
}

async function ship(): Promise<string> {
  await sleep(20);
  if (order.status !== 'open') return 'stopped';
  order.status = 'shipped';
  return 'shipped';
}

async function main(): Promise<void> {
  const [a, b] = await Promise.all([task('refund', refund), task('ship', ship)]);
  console.log(`${a}, ${b}: ${order.status}`);
}
void main();
