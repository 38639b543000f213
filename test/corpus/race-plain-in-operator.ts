// expect: check-then-act warning templates.mail
// sites: compile, compile, compile
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Template = { uses: number };
const templates: Record<string, Template> = {};
let compiled = 0;

async function compile(name: 'mail'): Promise<Template | undefined> {
  if (!(name in templates)) {
    await sleep(20);
    compiled++;
    templates[name] = { uses: 0 };
  }
  return templates[name];
}

async function main(): Promise<void> {
  const [a, b] = await Promise.all([task('ann', () => compile('mail')), task('bob', () => compile('mail'))]);
  console.log(`compiled once: ${compiled === 1}, the same: ${a === b}`);
}
void main();
