// expect: lost-update error page.version
// sites: save, save, save
// The version is compared before the await, not where the new one is written.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const page = { version: 1, text: 'hello' };

async function save(base: number, text: string, ms: number): Promise<string> {
  if (page.version !== base) return 'conflict';
  await sleep(ms);
  page.version = base + 1;
  page.text = text;
  return 'saved';
}

async function main(): Promise<void> {
  const answers = [task('ann', () => save(1, 'ann', 20)), task('bob', () => save(1, 'bob', 80))];
  console.log(`${(await Promise.all(answers)).join(', ')}: version ${page.version}, text ${page.text}`);
}
void main();
