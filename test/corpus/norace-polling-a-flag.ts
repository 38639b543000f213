// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const server = track({ ready: false }, 'server');

async function waitReady(): Promise<void> {
  while (!server.ready) await sleep(2);
}

async function start(): Promise<void> {
  await sleep(10);
  server.ready = true;
}

async function main(): Promise<void> {
  await Promise.all([task('wait', waitReady), task('start', start)]);
  console.log(server.ready);
}
void main();
