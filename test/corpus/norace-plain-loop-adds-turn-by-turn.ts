// expect: silence
// Every round adds to what is there now.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const report = { words: 0 };

async function count(pages: readonly number[]): Promise<void> {
  for (const page of pages) {
    await sleep(20);
    report.words += page;
  }
}

async function main(): Promise<void> {
  await Promise.all([task('part 1', () => count([100, 200])), task('part 2', () => count([30]))]);
  console.log(`100 + 200 + 30 = ${report.words}`);
}
void main();
