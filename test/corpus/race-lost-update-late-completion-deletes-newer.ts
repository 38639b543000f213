// expect: lost-update error pending["report"]
// sites: run, run, run
// A writes, B writes another value, A deletes without looking: B's entry is gone.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const pending = track(new Map<string, string>(), 'pending');

async function run(id: string, ms: number): Promise<void> {
  pending.set('report', id);
  await sleep(ms);
  pending.delete('report');
}

async function main(): Promise<void> {
  const first = task('run 1', () => run('run 1', 20));
  const second = task('run 2', () => run('run 2', 70));
  await first;
  console.log(`run 2 is still running, pending: ${pending.has('report')}`);
  await second;
}
void main();
