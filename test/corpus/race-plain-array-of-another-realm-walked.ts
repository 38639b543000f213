// expect: mutation-during-iteration error jobs
// sites: run, add, run
// An array of a node:vm context is walked over several turns while somebody else adds to it.
import { setTimeout as sleep } from 'node:timers/promises';
import { createContext, runInContext } from 'node:vm';
import { task } from 'racewatch';

const jobs = runInContext('["a", "b"]', createContext({})) as string[];

async function run(): Promise<void> {
  for (const job of jobs) {
    await sleep(40);
    console.log(job);
  }
}

async function add(): Promise<void> {
  await sleep(20);
  jobs.push('c');
}

async function main(): Promise<void> {
  await Promise.all([task('runner', run), task('adder', add)]);
}
void main();
