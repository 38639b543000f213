// expect: silence
// An instance that two strands use in the turn of its birth: each takes its place before it waits.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

class Pool {
  free = ['a', 'b'];
  used = 0;
  last: string | undefined;

  async run(ms: number): Promise<void> {
    const name = this.free.pop();
    if (name === undefined) throw new Error('none left');
    const before = this.used;
    this.used = before + 1;
    this.last = name;
    await sleep(ms);
    this.free.push(name);
    this.used = this.used - 1;
  }
}

async function work(): Promise<number> {
  const pool = new Pool();
  await Promise.all([pool.run(20), pool.run(50)]);
  return pool.used;
}

async function main(): Promise<void> {
  console.log(`in use: ${await task('work', work)}`);
}
void main();
