// expect: silence
// Compared with what is the longest by then.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

async function longestOf(files: Record<string, number>): Promise<number> {
  let longest = 0;
  await Promise.all(
    Object.entries(files).map(async ([name, lines]) => {
      await sleep(name.length * 10);
      if (lines > longest) longest = lines;
    }),
  );
  return longest;
}

task('measure', () => longestOf({ ab: 90, abcde: 40 })).then((lines) => console.log(`longest has ${lines}`));
