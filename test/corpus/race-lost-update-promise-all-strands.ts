// expect: lost-update error report.total
// sites: addPage, addPage, addPage
// Two strands of one task: "same task" is not "ordered".
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const report = track({ total: 0 }, 'report');

async function addPage(words: number): Promise<void> {
  const seen = report.total;
  await sleep(words);
  report.total = seen + words;
}

async function main(): Promise<void> {
  await task('count', () => Promise.all([addPage(3), addPage(12)]));
  console.log(`3 + 12 = ${report.total}`);
}
void main();
