// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const page = { version: 1, text: 'hello' };

async function save(text: string, ms: number): Promise<string> {
  const base = page.version;
  await sleep(ms);
  if (page.version !== base) return `${text} has to merge`;
  page.version = base + 1;
  page.text = text;
  return `${text} is saved`;
}

async function main(): Promise<void> {
  const answers = [task('ann', () => save('ann', 20)), task('bob', () => save('bob', 80))];
  console.log((await Promise.all(answers)).join(', '), page.version, page.text);
}
void main();
