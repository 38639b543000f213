// expect: lost-update error bid.state
// sites: decide, decide, decide
// The old state only chooses what is written.
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const bid = { id: 3, state: 'open' };

async function decide(outcome: string, ms: number): Promise<void> {
  const next = bid.state === 'open' ? outcome : bid.state;
  await sleep(ms);
  bid.state = next;
}

async function main(): Promise<void> {
  const accepted = task('buyer', () => decide('accepted', 20));
  const rejected = task('seller', () => decide('rejected', 60));
  await accepted;
  const told = bid.state;
  await rejected;
  console.log(`buyer was told "${told}", now ${bid.state}`);
}
void main();
