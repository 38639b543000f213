// expect: lost-update error job.phase
// sites: ask, later, ask
// The answer that is awaited comes from another request than the one that writes.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';
import { fetchText } from './lib/served.ts';

const job = track({ phase: 'idle' }, 'job');

async function later(): Promise<void> {
  await sleep(10);
  job.phase = 'changed';
}

async function ask(port: number): Promise<void> {
  const before = job.phase;
  await fetchText(port, '/slow');
  job.phase = `${before}, asked`;
}

async function main(): Promise<void> {
  const server = createServer((request, response) => {
    if (request.url === '/slow') setTimeout(() => response.end('at last'), 40);
    else void later().then(() => response.end('done'));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await Promise.all([task('asks', () => ask(port)), task('starts', () => fetchText(port, '/work'))]);
  server.close();
  console.log(job.phase);
}
void main();
