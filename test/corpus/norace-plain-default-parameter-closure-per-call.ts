// expect: silence
// Each call has a parameter of its own, and so has the function in the default value.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

function sequence(
  start = 0,
  next = async (): Promise<number> => {
    const before = start;
    await sleep(20);
    start = before + 1;
    return start;
  },
): () => Promise<number> {
  return next;
}

async function main(): Promise<void> {
  const [a, b] = await Promise.all([task('ann', sequence(1)), task('bob', sequence(10))]);
  console.log(`${a} and ${b}`);
}
void main();
