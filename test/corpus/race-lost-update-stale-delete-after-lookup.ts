// expect: lost-update error connections["ann"]
// sites: disconnect, reconnect, disconnect
// The deletion was decided for the old socket and removes the new one.
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const connections = track(new Map([['ann', 'socket 1']]), 'connections');

async function disconnect(): Promise<void> {
  if (connections.get('ann') === undefined) return;
  await sleep(45);
  connections.delete('ann');
}

async function reconnect(): Promise<void> {
  await sleep(5);
  connections.set('ann', 'socket 2');
}

async function main(): Promise<void> {
  await Promise.all([task('close', disconnect), task('open', reconnect)]);
  console.log(`ann has reconnected, known: ${connections.has('ann')}`);
}
void main();
