// expect: lost-update error jobs.running
// sites: run, run, run
// The old number is put back when the work is over, whatever has begun or ended meanwhile.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const jobs = { running: 0 };

async function run(ms: number): Promise<void> {
  const before = jobs.running;
  await sleep(20);
  try {
    jobs.running = before + 1;
    await sleep(ms);
  } finally {
    jobs.running = before;
  }
}

async function main(): Promise<void> {
  const short = task('short', () => run(30));
  const long = task('long', () => run(100));
  await short;
  console.log(`long is at work, running: ${jobs.running}`);
  await long;
}
void main();
