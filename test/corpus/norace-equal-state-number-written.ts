// expect: silence
// Both end in the same state, and neither computes it from what it saw.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const CLOSED = 3;
const connection = track({ state: 1 }, 'connection');

async function close(ms: number): Promise<void> {
  await sleep(1);
  if (connection.state === 1) {
    await sleep(ms);
    connection.state = CLOSED;
  }
}

async function main(): Promise<void> {
  await Promise.all([task('client', () => close(5)), task('server', () => close(12))]);
  console.log(connection.state);
}
void main();
