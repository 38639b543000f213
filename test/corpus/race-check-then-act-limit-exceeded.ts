// expect: check-then-act error pool.open
// sites: connect, connect, connect
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const MOST = 1;
const pool = track({ open: 0 }, 'pool');

async function connect(ms: number): Promise<void> {
  if (pool.open < MOST) {
    await sleep(ms);
    pool.open++;
  }
}

async function main(): Promise<void> {
  await Promise.all([task('a', () => connect(5)), task('b', () => connect(50))]);
  console.log(`${pool.open} connections where ${MOST} is allowed`);
}
void main();
