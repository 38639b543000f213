// expect: check-then-act error online
// sites: join, join, join
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const online = new Set(['ann']);

async function join(name: string): Promise<void> {
  if (online.size >= 2) return;
  await sleep(20);
  online.add(name);
}

async function main(): Promise<void> {
  await Promise.all([task('bob', () => join('bob')), task('eve', () => join('eve'))]);
  console.log(`at most 2, online ${online.size}`);
}
void main();
