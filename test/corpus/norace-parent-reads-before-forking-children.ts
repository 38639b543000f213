// expect: silence
// The parent's read is no window over the children: none of them wrote from it.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const tree = track({ size: 1 }, 'tree');

async function grow(ms: number): Promise<void> {
  await sleep(ms);
  tree.size++;
}

async function main(): Promise<void> {
  await task('parent', async function parent() {
    if (tree.size > 100) return;
    await Promise.all([grow(3), grow(6), grow(9)]);
  });
  console.log(tree.size);
}
void main();
