// expect: lost-update error longest
// sites: ?, ?, ?
// Two strands of one task; the variable is local to the function and captured by its callbacks.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

async function longestOf(files: Record<string, number>): Promise<number> {
  let longest = 0;
  await Promise.all(
    Object.entries(files).map(async ([name, lines]) => {
      const before = longest;
      await sleep(name.length * 10);
      longest = Math.max(before, lines);
    }),
  );
  return longest;
}

task('measure', () => longestOf({ ab: 90, abcde: 40 })).then((lines) => console.log(`longest has ${lines}`));
