// expect: silence
// A look by util.inspect is not an access of the program's.

import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { task, track } from 'racewatch';

const raw = { n: 1, list: [1, { a: 2 }], map: new Map([['k', { v: 1 }]]), set: new Set(['x']) };
const watched = track(raw, 'watched');

async function debug(): Promise<string> {
  const before = inspect(watched, { depth: 5 });
  await sleep(10);
  watched.n = 3;
  return before;
}

async function change(): Promise<void> {
  await sleep(5);
  watched.n = 2;
}

async function main(): Promise<void> {
  const [text] = await Promise.all([task('debug', debug), task('change', change)]);
  console.log(text, inspect(watched) === inspect(raw));
}
void main();
