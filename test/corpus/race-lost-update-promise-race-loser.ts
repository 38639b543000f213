// expect: lost-update error job.attempts
// sites: attempt, slowCall, attempt
// Promise.race does not wait for the slower one, which goes on writing.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const job = track({ attempts: 0 }, 'job');

async function slowCall(): Promise<void> {
  await sleep(20);
  job.attempts += 1;
}

async function attempt(): Promise<void> {
  const before = job.attempts;
  await Promise.race([slowCall(), sleep(5)]);
  await sleep(60);
  job.attempts = before + 1;
}

async function main(): Promise<void> {
  await task('attempt', attempt);
  console.log(`the call and the retry make 2, counted ${job.attempts}`);
}
void main();
