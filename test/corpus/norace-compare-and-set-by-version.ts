// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const row = track({ version: 1, text: 'a' }, 'row');

async function append(letter: string, ms: number): Promise<void> {
  for (;;) {
    const { version, text } = row;
    await sleep(ms);
    if (row.version !== version) continue;
    row.version = version + 1;
    row.text = text + letter;
    return;
  }
}

async function main(): Promise<void> {
  await Promise.all([task('b', () => append('b', 5)), task('c', () => append('c', 45))]);
  console.log(row.version, row.text);
}
void main();
