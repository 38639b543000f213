// expect: lost-update error total
// sites: walk, walk, walk
// The activations of a recursive function share a variable of the module.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Folder = { ms: number; bytes: number; folders: readonly Folder[] };
let total = 0;

async function walk(folder: Folder): Promise<void> {
  const before = total;
  await sleep(folder.ms);
  total = before + folder.bytes;
  await Promise.all(folder.folders.map(walk));
}

const tree: Folder = {
  ms: 1,
  bytes: 1,
  folders: [
    { ms: 20, bytes: 10, folders: [] },
    { ms: 80, bytes: 100, folders: [] },
  ],
};

task('walk', () => walk(tree)).then(() => console.log(`1 + 10 + 100 = ${total}`));
