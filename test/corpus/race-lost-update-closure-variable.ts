// expect: lost-update error count
// sites: next, next, next
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

function sequence(): { next(): Promise<number> } {
  let count = 0;
  return {
    async next() {
      const before = count;
      await sleep(5);
      count = before + 1;
      return count;
    },
  };
}

async function main(): Promise<void> {
  const ids = sequence();
  const [a, b] = await Promise.all([task('first', () => ids.next()), task('second', () => ids.next())]);
  console.log(`two ids, equal: ${a === b}`);
}
void main();
