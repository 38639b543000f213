// expect: lost-update error lamp.on
// sites: press, press, press
// Two presses should leave the lamp as it was; both turn the same old state round.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const lamp = { on: false };

async function press(ms: number): Promise<void> {
  const was = lamp.on;
  await sleep(ms);
  lamp.on = !was;
}

async function main(): Promise<void> {
  await Promise.all([task('ann', () => press(20)), task('bob', () => press(60))]);
  console.log(`pressed twice, on: ${lamp.on}`);
}
void main();
