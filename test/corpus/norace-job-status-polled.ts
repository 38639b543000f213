// expect: silence
// A job is published at once and says by its status how far it is.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

type Job = { id: number; status: string; result?: number };
const jobs = track(new Map<number, Job>(), 'jobs');

async function run(id: number): Promise<void> {
  jobs.set(id, { id, status: 'queued' });
  await sleep(40);
  const job = jobs.get(id) as Job;
  job.result = 42;
  job.status = 'done';
}

async function poll(id: number): Promise<string> {
  await sleep(5);
  const job = jobs.get(id) as Job;
  return `${job.status} ${job.result}`;
}

async function main(): Promise<void> {
  const [line] = await Promise.all([task('poll', () => poll(1)), task('run', () => run(1))]);
  console.log(line, jobs.get(1)?.status);
}
void main();
