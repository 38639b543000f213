// expect: silence
// The place is taken in the turn of the test.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Template = { name: string; ready: boolean };
const templates: Record<string, Promise<Template>> = {};
let compiled = 0;

async function compile(name: string): Promise<Template> {
  compiled++;
  await sleep(20);
  return { name, ready: true };
}

function template(name: string): Promise<Template> {
  if (!(name in templates)) templates[name] = compile(name);
  return templates[name] as Promise<Template>;
}

async function main(): Promise<void> {
  const [a, b] = await Promise.all([
    task('ann', () => template('mail')),
    task('bob', () => template('mail')),
  ]);
  console.log(`compiled once: ${compiled === 1}, the same: ${a === b}`);
}
void main();
