// expect: silence
// A report shows the gauge; the end of its own request takes back what the begin had added.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const metrics = track({ inFlight: 0 }, 'metrics');

async function measured(work: () => Promise<number>): Promise<number> {
  metrics.inFlight += 1;
  await sleep(2);
  const result = await work();
  metrics.inFlight -= 1;
  return result;
}

async function health(): Promise<number> {
  const busy = metrics.inFlight;
  await sleep(30);
  return busy;
}

async function main(): Promise<void> {
  const busy = await Promise.all([
    task('health', () => measured(health)),
    task('order', () => measured(() => sleep(5, 0))),
  ]);
  console.log(busy.join(), metrics.inFlight);
}
void main();
