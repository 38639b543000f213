// expect: silence
// The list is taken and replaced in one turn; or rebuilt from what it holds then; or the old one is used to the end.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

let pending: string[] = ['a'];
let kept: string[] = ['x', 'y'];
let old: string[] = ['o'];
const sent: string[] = [];

async function flush(): Promise<void> {
  sent.push(`${pending.length}`);
  await sleep(60);
  const batch = pending;
  pending = [];
  sent.push(...batch);
}

async function clean(): Promise<void> {
  const worst = kept[0];
  await sleep(60);
  kept = kept.filter((item) => item !== worst);
}

async function rotate(): Promise<void> {
  const before = old;
  await sleep(60);
  old = [];
  sent.push(...before);
}

async function add(item: string): Promise<void> {
  await sleep(20);
  pending.push(item);
  kept.push(item);
  old.push(item);
}

async function main(): Promise<void> {
  await Promise.all([
    task('flush', flush),
    task('clean', clean),
    task('rotate', rotate),
    task('add', () => add('b')),
  ]);
  console.log(`sent ${sent.join()}, kept ${kept.join()}, left ${pending.length + old.length}`);
}
void main();
