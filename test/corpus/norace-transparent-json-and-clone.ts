// expect: silence

import { setTimeout as sleep } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { task, track } from 'racewatch';

const raw = { n: 1, list: [1, { a: 2 }], map: new Map([['k', { v: 1 }]]), set: new Set(['x']) };
const watched = track(raw, 'watched');

async function copy(): Promise<string> {
  const json = JSON.stringify(watched);
  await sleep(10);
  const clone = structuredClone(watched);
  const again = deserialize(serialize(watched)) as typeof raw;
  const spread = { ...watched, list: [...watched.list] };
  return [json, clone.map.get('k')?.v, again.set.has('x'), Object.keys(spread).join()].join(' ');
}

async function grow(): Promise<void> {
  await sleep(5);
  watched.list.push(3);
}

async function main(): Promise<void> {
  const [text] = await Promise.all([task('copy', copy), task('grow', grow)]);
  console.log(text, JSON.stringify(watched) === JSON.stringify(raw));
}
void main();
