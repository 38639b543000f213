// expect: mutation-during-iteration error connections
// sites: ping, disconnect, ping
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

const connections = new Map([
  [1, 'ann'],
  [2, 'bob'],
  [3, 'eve'],
]);

async function ping(): Promise<string> {
  const reached: string[] = [];
  for (const [, name] of connections) {
    await sleep(30);
    reached.push(name);
  }
  return reached.join(', ');
}

async function disconnect(): Promise<void> {
  await sleep(10);
  connections.delete(3);
}

async function main(): Promise<void> {
  const [reached] = await Promise.all([task('ping', ping), task('disconnect', disconnect)]);
  console.log(`3 were there, reached ${reached}`);
}
void main();
