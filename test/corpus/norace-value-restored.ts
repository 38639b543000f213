// expect: silence
// What was read is there again when the write comes.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const lamp = track({ brightness: 5 }, 'lamp');

async function dim(): Promise<void> {
  const before = lamp.brightness;
  await sleep(80);
  lamp.brightness = before - 1;
}

async function blink(): Promise<void> {
  await sleep(5);
  lamp.brightness = 0;
  await sleep(3);
  lamp.brightness = 5;
}

async function main(): Promise<void> {
  await Promise.all([task('dim', dim), task('blink', blink)]);
  console.log(lamp.brightness);
}
void main();
