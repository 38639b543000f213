// expect: silence
// Whoever takes an item out from before the cursor moves the cursor with the items: none is skipped or met again.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const queue = { items: ['a', 'b', 'c', 'd', 'e'], at: 0 };
const seen: string[] = [];

async function walk(): Promise<void> {
  for (; queue.at < queue.items.length; queue.at++) {
    seen.push(queue.items[queue.at] as string);
    await sleep(100);
  }
}

async function drop(): Promise<void> {
  while (seen.length < 3) await sleep(5);
  queue.items.shift();
  queue.at--;
}

async function main(): Promise<void> {
  await Promise.all([task('walk', walk), task('drop', drop)]);
  console.log(seen.join());
}
void main();
