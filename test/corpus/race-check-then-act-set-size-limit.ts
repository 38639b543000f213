// expect: check-then-act error online
// sites: join, join, join
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const online = track(new Set(['ann']), 'online');

async function join(name: string): Promise<void> {
  if (online.size >= 2) return;
  await sleep(5);
  online.add(name);
}

async function main(): Promise<void> {
  await Promise.all([task('bob', () => join('bob')), task('eve', () => join('eve'))]);
  console.log(`at most 2, online ${online.size}`);
}
void main();
