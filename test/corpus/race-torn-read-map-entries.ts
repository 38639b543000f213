// expect: torn-read warning seats["a1"]
// sites: swap, showPlan, swap
// gap: nothing observed tells that two entries of a Map belong together
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const seats = track(
  new Map([
    ['a1', 'ann'],
    ['a2', 'bob'],
  ]),
  'seats',
);

async function swap(): Promise<void> {
  seats.set('a1', 'bob');
  await sleep(45);
  seats.set('a2', 'ann');
}

async function showPlan(): Promise<string> {
  await sleep(5);
  return `${seats.get('a1')} and ${seats.get('a2')}`;
}

async function main(): Promise<void> {
  const [plan] = await Promise.all([task('plan', showPlan), task('swap', swap)]);
  console.log(plan);
}
void main();
