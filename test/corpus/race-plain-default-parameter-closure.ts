// expect: lost-update error start
// The variable is a parameter; the function that closes over it stands in a default value.
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
  const next = sequence(41);
  const [a, b] = await Promise.all([task('ann', next), task('bob', next)]);
  console.log(`two numbers, ${a} and ${b}`);
}
void main();
