// expect: silence
// The local variable held the old text, and holds the newest one where it counts.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const page = { text: 'monday' };

async function append(line: string, ms: number): Promise<void> {
  let text = page.text;
  await sleep(ms + text.length);
  text = page.text;
  page.text = `${text}, ${line}`;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => append('tea', 20)), task('bob', () => append('bread', 60))]);
  console.log(page.text);
}
void main();
