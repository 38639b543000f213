// expect: silence
// A gauge, sums, extremes and the last duration, kept together but no single state.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const stats = track({ active: 3, total: 10, max: 4, min: 4, last: new Date(0) }, 'stats');

async function handle(ms: number): Promise<void> {
  await sleep(5);
  stats.active -= 1;
  stats.total += ms;
  if (ms > stats.max) {
    stats.max = ms;
  }
  if (ms < stats.min) {
    stats.min = ms;
  }
  stats.last = new Date();
}

async function report(): Promise<string> {
  const { active } = stats;
  await sleep(45);
  return `${active} active, ${stats.total} in all, ${stats.min} to ${stats.max}, ${stats.last.getTime() > 0}`;
}

async function main(): Promise<void> {
  const work = [task('a', () => handle(7)), task('b', () => handle(2))];
  const [line] = await Promise.all([task('report', report), ...work]);
  console.log(line);
}
void main();
