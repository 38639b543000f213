// expect: silence
// Clear and set in one turn, whoever calls.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

function debounce(work: () => void, ms: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, ms);
  };
}

let saves = 0;
const save = debounce(() => {
  saves++;
}, 60);

async function edit(ms: number): Promise<void> {
  save();
  await sleep(ms);
  save();
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => edit(20)), task('bob', () => edit(40))]);
  await sleep(120);
  console.log(`4 edits, saved ${saves}`);
}
void main();
