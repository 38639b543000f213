// expect: silence
// One task goes through the states, the other looks where it is.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Job {
  state: 'queued' | 'running' | 'done' = 'queued';

  async run(): Promise<void> {
    await sleep(30);
    this.state = 'running';
    await sleep(60);
    this.state = 'done';
  }
}

const job = new Job();

async function follow(): Promise<string> {
  const seen: string[] = [];
  for (;;) {
    const { state } = job;
    if (seen.at(-1) !== state) seen.push(state);
    if (state === 'done') return seen.join(', ');
    await sleep(10);
  }
}

async function main(): Promise<void> {
  const [states] = await Promise.all([task('follow', follow), task('run', () => job.run())]);
  console.log(states);
}
void main();
