// expect: lost-update error box[Symbol(refs)]
// sites: retain, retain, retain
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const refs: unique symbol = Symbol('refs');
const box = track({ [refs]: 0 }, 'box');

async function retain(): Promise<void> {
  const count = box[refs];
  await sleep(5);
  box[refs] = count + 1;
}

async function main(): Promise<void> {
  await Promise.all([task('one', retain), task('two', retain)]);
  console.log(`2 references, counted ${box[refs]}`);
}
void main();
