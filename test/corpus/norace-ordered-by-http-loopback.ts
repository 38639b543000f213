// expect: silence
// Whoever asks the own server goes on after the handler that answered: with one piece, and in pieces.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { task, track } from 'racewatch';
import { fetchText } from './lib/served.ts';

const job = track({ phase: 'idle' }, 'job');

async function answer(path: string, response: ServerResponse): Promise<void> {
  if (path === '/pieces') response.write('asked, ');
  await sleep(3);
  job.phase = `${path} served`;
  response.end('answered');
}

async function ask(path: string, send: () => Promise<string>): Promise<void> {
  const before = job.phase;
  await sleep(1);
  const text = await send();
  job.phase = `${before}, ${path} ${text}`;
}

async function main(): Promise<void> {
  const server = createServer((request, response) => void answer(request.url ?? '', response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const byHttp = (path: string) => () => fetchText(port, path);
  const byFetch = (path: string) => async () => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  for (const path of ['/one', '/pieces']) {
    await task('client of node:http', () => ask(path, byHttp(path)));
    await task('client of fetch', () => ask(path, byFetch(path)));
  }
  server.close();
  server.closeAllConnections();
  console.log(job.phase);
}
void main();
