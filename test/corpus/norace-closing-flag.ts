// expect: silence
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';

const server = track({ closing: false }, 'server');

async function restart(): Promise<void> {
  server.closing = true;
  await sleep(45);
  server.closing = false;
}

async function request(ms: number): Promise<string> {
  await sleep(ms);
  return server.closing ? '503' : '200';
}

async function main(): Promise<void> {
  const requests = [task('early', () => request(5)), task('late', () => request(90))];
  await task('restart', restart);
  console.log((await Promise.all(requests)).join());
}
void main();
