// expect: mutation-during-iteration error peers
// sites: broadcast, leave, broadcast
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const peers = track(new Set(['ann', 'bob', 'eve']), 'peers');

async function broadcast(): Promise<void> {
  const told: string[] = [];
  for await (const peer of peers) {
    await sleep(25);
    told.push(peer);
  }
  console.log(`3 at the start, told ${told.join()}`);
}

async function leave(): Promise<void> {
  await sleep(5);
  peers.delete('eve');
}

task('broadcast', broadcast);
task('leave', leave);
