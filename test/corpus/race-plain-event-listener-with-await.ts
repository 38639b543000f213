// expect: lost-update error totals["tea"]
// sites: onOrder, onOrder, onOrder
// Two events of one emitter, outside any task; the listener reads, awaits, writes.
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const orders = new EventEmitter();
const totals = new Map<string, number>([['tea', 0]]);

async function onOrder(item: string, boxes: number): Promise<void> {
  const before = totals.get(item) ?? 0;
  await sleep(boxes);
  totals.set(item, before + boxes);
  orders.emit('booked');
}
orders.on('order', onOrder);

let booked = 0;
orders.on('booked', () => {
  booked++;
  if (booked === 2) console.log(`20 + 80 = ${totals.get('tea')}`);
});

orders.emit('order', 'tea', 20);
orders.emit('order', 'tea', 80);
