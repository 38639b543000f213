// A cluster worker serves http; the primary sends requests at the same time and prints the tasks they met.
import cluster from 'node:cluster';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { install } from '../../../instrument/roots/http.ts';
import { install as installMessages } from '../../../instrument/roots/messages.ts';
import { RecordingHost } from '../recording-host.ts';

async function serve(): Promise<void> {
  const host = new RecordingHost();
  install(host);
  installMessages(host);
  const connections: string[] = [];
  const server = http.createServer(async (request, response) => {
    await sleep(2);
    response.end(request.url === '/connections' ? JSON.stringify(connections) : host.here());
  });
  server.on('connection', (socket) => {
    connections.push(host.here());
    socket.on('close', () => connections.push(host.here()));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  process.send?.((server.address() as AddressInfo).port);
}

async function get(port: unknown, path: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } });
  return response.text();
}

async function main(): Promise<void> {
  const worker = cluster.fork();
  const [port] = await once(worker, 'message');
  const answers = await Promise.all(['/0', '/1', '/2', '/3'].map((path) => get(port, path)));
  const connections = JSON.parse(await get(port, '/connections'));
  worker.kill();
  console.log(JSON.stringify({ answers, connections }));
}

void (cluster.isPrimary ? main() : serve());
