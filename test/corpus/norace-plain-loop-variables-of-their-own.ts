// expect: silence
// Every round has its own binding, which its callbacks change.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

async function download(names: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const running: Promise<void>[] = [];
  for (let nth = 0; nth < names.length; nth++) {
    let tries = 0;
    running.push(
      (async () => {
        const before = tries;
        await sleep(20 * (names.length - nth));
        tries = before + 1;
        lines.push(`${names[nth]} after ${tries}`);
      })(),
    );
  }
  await Promise.all(running);
  return lines.join(', ');
}

async function main(): Promise<void> {
  const texts = [task('first', () => download(['a', 'b'])), task('second', () => download(['c']))];
  console.log((await Promise.all(texts)).sort().join('; '));
}
void main();
