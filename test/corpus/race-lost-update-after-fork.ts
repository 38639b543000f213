// expect: lost-update error tree.size
// sites: addLeaf, addLeaf, addLeaf
// Children of one parent race with each other, though both are joined in the end.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const tree = track({ size: 0 }, 'tree');

async function addLeaf(): Promise<void> {
  await sleep(1);
  const before = tree.size;
  await sleep(8);
  tree.size = before + 1;
}

async function main(): Promise<void> {
  await task('grow', async () => {
    await Promise.all([addLeaf(), addLeaf()]);
    console.log(`2 leaves, size ${tree.size}`);
  });
}
void main();
