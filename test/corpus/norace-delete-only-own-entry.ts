// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const connections = track(new Map([['ann', 'socket 1']]), 'connections');

async function disconnect(): Promise<void> {
  const socket = connections.get('ann');
  await sleep(45);
  if (connections.get('ann') === socket) connections.delete('ann');
}

async function reconnect(): Promise<void> {
  await sleep(5);
  connections.set('ann', 'socket 2');
}

async function main(): Promise<void> {
  await Promise.all([task('close', disconnect), task('open', reconnect)]);
  console.log(connections.get('ann'));
}
void main();
