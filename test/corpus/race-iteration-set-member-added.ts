// expect: mutation-during-iteration error online
// sites: greetAll, join, greetAll
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const online = track(new Set(['ann', 'bob']), 'online');

async function greetAll(): Promise<void> {
  const greeted: string[] = [];
  for (const name of online) {
    await sleep(25);
    greeted.push(name);
  }
  console.log(`2 at the start, greeted ${greeted.join()}`);
}

async function join(): Promise<void> {
  await sleep(5);
  online.add('eve');
}

task('greet', greetAll);
task('join', join);
