// The search service. Each request has a context of its own, open while the request lives;
// `--fixed` exchanges the logger, nothing else.

import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNamespace } from 'cls-hooked';
import { SnapshotLogger } from './fixed-logger.ts';
import { ContextLogger } from './logger.ts';
import { search } from './search.ts';

interface Connection {
  remote: string;
  openedAt: string;
}

interface SearchServer extends Server {
  /** The live connections, by number. */
  activeConn: Map<number, Connection>;
}

const index = new URL(process.env.SEARCH_INDEX ?? 'http://localhost:9200');
const logger = process.argv.includes('--fixed') ? new SnapshotLogger() : new ContextLogger();
const context = createNamespace('search');

const server = createServer((request, response) => {
  context.run(() => {
    const url = new URL(request.url ?? '/', 'http://service');
    context.set('server', server);
    context.set('request', { method: request.method, path: url.pathname, startedAt: Date.now() });
    context.set('query', url.searchParams.get('q') ?? '');
    void handleSearch(response);
  });
}) as SearchServer;

server.activeConn = new Map();
let opened = 0;

server.on('connection', (socket) => {
  const id = ++opened;
  const remote = `${socket.remoteAddress}:${socket.remotePort}`;
  server.activeConn.set(id, { remote, openedAt: new Date().toISOString() });
  socket.once('close', () => {
    server.activeConn.delete(id);
  });
});

async function handleSearch(response: ServerResponse): Promise<void> {
  try {
    const hits = await search(index, context.get('query'));
    reply(response, 200, { hits });
  } catch (error) {
    await logger.error('search failed', error, context.active);
    reply(response, 502, { error: 'search is not available' });
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function stop(): void {
  server.close();
  server.closeAllConnections();
  process.disconnect?.();
}

process.once('SIGTERM', stop);
process.once('SIGINT', stop);

server.listen(Number(process.env.PORT ?? 0), () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
