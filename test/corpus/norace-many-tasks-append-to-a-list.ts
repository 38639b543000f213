// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const log = track({ lines: [] as string[] }, 'log');

async function work(name: string, ms: number): Promise<void> {
  log.lines.push(`${name} begins`);
  await sleep(ms);
  log.lines.push(`${name} ends`);
}

async function main(): Promise<void> {
  await Promise.all([task('a', () => work('a', 45)), task('b', () => work('b', 5))]);
  console.log(log.lines.join());
}
void main();
