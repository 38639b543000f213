// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

type Job = { id: number };
const jobs = new Map<string, Job>();

async function run(name: string, id: number, ms: number): Promise<void> {
  const job = { id };
  jobs.set(name, job);
  await sleep(ms);
  if (jobs.get(name) === job) jobs.delete(name);
}

async function main(): Promise<void> {
  const first = task('one', () => run('build', 1, 40));
  const second = task('two', () => run('build', 2, 100));
  await first;
  console.log(`2 is at work, known: ${jobs.get('build')?.id}`);
  await second;
  console.log(`both are done, known: ${jobs.size}`);
}
void main();
