// expect: lost-update error exports.hits
// sites: hit, hit, hit
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const counter: {
  hits: number;
  hit(work: () => Promise<void>): Promise<void>;
} = require('./lib/plain-counter.ts');

async function main(): Promise<void> {
  const hits = [
    task('ann', () => counter.hit(() => sleep(20))),
    task('bob', () => counter.hit(() => sleep(80))),
  ];
  await Promise.all(hits);
  console.log(`2 hits, counted ${counter.hits}`);
}
void main();
