// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const stats = track({ started: 0, finished: 0, bytes: 0 }, 'stats');

async function handle(bytes: number): Promise<void> {
  stats.started++;
  await sleep(bytes);
  stats.finished++;
  stats.bytes += bytes;
}

async function report(): Promise<string> {
  await sleep(40);
  return `${stats.started} started, ${stats.finished} finished, ${stats.bytes} bytes`;
}

async function main(): Promise<void> {
  const line = task('report', report);
  await Promise.all([task('a', () => handle(3)), task('b', () => handle(80))]);
  console.log(await line);
}
void main();
