// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const sensor = track({ value: 1 }, 'sensor');

async function sample(): Promise<number[]> {
  const values: number[] = [];
  for (let n = 0; n < 3; n++) {
    values.push(sensor.value);
    await sleep(10);
  }
  return values;
}

async function measure(): Promise<void> {
  await sleep(5);
  sensor.value = 2;
  await sleep(10);
  sensor.value = 3;
}

async function main(): Promise<void> {
  const [values] = await Promise.all([task('sample', sample), task('measure', measure)]);
  console.log(values.length);
}
void main();
