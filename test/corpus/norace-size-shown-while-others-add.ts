// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const online = track(new Set<string>(), 'online');

async function visit(name: string, ms: number): Promise<void> {
  online.add(name);
  await sleep(ms);
  online.delete(name);
}

async function show(): Promise<string> {
  const sizes: number[] = [];
  for (let n = 0; n < 3; n++) {
    await sleep(8);
    sizes.push(online.size);
  }
  return `${sizes.length} samples`;
}

async function main(): Promise<void> {
  const shown = task('show', show);
  await Promise.all([task('ann', () => visit('ann', 12)), task('bob', () => visit('bob', 20))]);
  console.log(await shown);
}
void main();
