// expect: silence
// Each activation has its own sum, which a closure changes after the await.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Folder = { ms: number; bytes: number; folders: readonly Folder[] };

async function bytesOf(folder: Folder): Promise<number> {
  let sum = 0;
  const add = async (bytes: number): Promise<void> => {
    const before = sum;
    await sleep(folder.ms);
    sum = before + bytes;
  };
  await add(folder.bytes);
  for (const inner of await Promise.all(folder.folders.map(bytesOf))) await add(inner);
  return sum;
}

const tree: Folder = {
  ms: 5,
  bytes: 1,
  folders: [
    { ms: 20, bytes: 10, folders: [] },
    { ms: 80, bytes: 100, folders: [] },
  ],
};

task('walk', () => bytesOf(tree)).then((sum) => console.log(`1 + 10 + 100 = ${sum}`));
