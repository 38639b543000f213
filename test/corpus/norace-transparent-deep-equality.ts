// expect: silence
import assert from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { task, track } from 'racewatch';

const make = () => ({ n: 1, list: [1, { a: 2 }], map: new Map([['k', { v: 1 }]]), set: new Set(['x']) });
const watched = track(make(), 'watched');

async function compare(): Promise<boolean> {
  assert.deepStrictEqual(watched, make());
  await sleep(10);
  return isDeepStrictEqual({ ...watched, n: 1 }, make());
}

async function change(): Promise<void> {
  await sleep(5);
  watched.n = 2;
}

async function main(): Promise<void> {
  const [equal] = await Promise.all([task('compare', compare), task('change', change)]);
  console.log(equal, watched.n);
}
void main();
