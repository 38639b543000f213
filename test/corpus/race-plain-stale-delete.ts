// expect: lost-update error jobs["build"]
// sites: stop, restart, stop
// The deletion was decided on an entry that has been replaced since.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const jobs = new Map([['build', { id: 1, running: true }]]);

async function stop(name: string): Promise<void> {
  const job = jobs.get(name);
  if (!job) return;
  job.running = false;
  await sleep(60);
  jobs.delete(name);
}

async function restart(name: string): Promise<void> {
  await sleep(20);
  jobs.set(name, { id: 2, running: true });
}

async function main(): Promise<void> {
  await Promise.all([task('stop', () => stop('build')), task('restart', () => restart('build'))]);
  console.log(`job 2 was started, known: ${jobs.has('build')}`);
}
void main();
