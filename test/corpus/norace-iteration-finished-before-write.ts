// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const online = track(new Set(['ann', 'bob']), 'online');

async function greetAll(): Promise<number> {
  let greeted = 0;
  for (const name of online) {
    await sleep(2);
    greeted += name.length;
  }
  await sleep(90);
  return greeted;
}

async function join(): Promise<void> {
  await sleep(60);
  online.add('eve');
}

async function main(): Promise<void> {
  const [greeted] = await Promise.all([task('greet', greetAll), task('join', join)]);
  console.log(greeted, online.size);
}
void main();
