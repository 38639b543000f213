// expect: silence
// A snapshot is taken before the await; nothing else is looked at later.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const settings = { theme: 'dark', size: 12 };
const peers = new Map([['ann', 1]]);

async function render(): Promise<string> {
  const { theme, size } = settings;
  const names = [...peers.keys()];
  await sleep(80);
  return `${theme} ${size} for ${names.join()}`;
}

async function change(): Promise<void> {
  await sleep(20);
  settings.theme = 'light';
  settings.size = 14;
  peers.set('bob', 2);
}

async function main(): Promise<void> {
  const [text] = await Promise.all([task('render', render), task('change', change)]);
  console.log(text);
}
void main();
