// expect: lost-update error locks.report
// sites: run, run, run
// A writes, B takes over, A's late clean-up removes what is B's.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const locks: Record<string, string> = {};

async function run(owner: string, ms: number): Promise<void> {
  locks.report = owner;
  await sleep(ms);
  delete locks.report;
}

async function main(): Promise<void> {
  const first = task('ann', () => run('ann', 40));
  const second = task('bob', () => run('bob', 100));
  await first;
  console.log(`bob is at work, locked: ${'report' in locks}`);
  await second;
}
void main();
