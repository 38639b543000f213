// expect: silence
// Counters that only grow are no single state.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const stats = track({ requests: 0, bytes: 0 }, 'stats');

async function handle(bytes: number): Promise<void> {
  await sleep(5);
  stats.requests++;
  stats.bytes += bytes;
}

async function report(): Promise<string> {
  const { requests } = stats;
  await sleep(45);
  return `${requests} requests, ${stats.bytes} bytes`;
}

async function main(): Promise<void> {
  const [line] = await Promise.all([task('report', report), task('handle', () => handle(120))]);
  console.log(line);
}
void main();
