// expect: silence
// Durations of two requests, each looked at by the other before it is replaced: what is written depends on no look.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const metrics = track({ last: new Date(), text: new Date().toISOString(), ms: 0 }, 'metrics');

async function handle(ms: number): Promise<number> {
  const start = performance.now();
  metrics.last = new Date();
  metrics.text = new Date().toISOString();
  await sleep(ms);
  const idle = Date.now() - metrics.last.getTime();
  const shown = `${metrics.text} ${metrics.ms}`;
  await sleep(ms);
  metrics.last = new Date();
  metrics.text = new Date().toISOString();
  metrics.ms = performance.now() - start;
  return idle + shown.length;
}

async function main(): Promise<void> {
  const idle = await Promise.all([task('a', () => handle(40)), task('b', () => handle(30))]);
  console.log(idle.every((each) => each > 0));
}
void main();
