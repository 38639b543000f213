// expect: lost-update error page.text
// sites: append, append, append
// The old value reaches the write through two locals and a template.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const page = { title: 'diary', text: 'monday' };

async function append(line: string, ms: number): Promise<void> {
  const current = page.text;
  const draft = `${current}, ${line}`;
  await sleep(ms);
  page.text = draft;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => append('tea', 20)), task('bob', () => append('bread', 80))]);
  console.log(`${page.title}: ${page.text}`);
}
void main();
