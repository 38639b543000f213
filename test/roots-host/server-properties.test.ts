import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { install } from '../../instrument/roots/http.ts';
import { install as installHttp2 } from '../../instrument/roots/http2.ts';
import { RecordingHost } from './recording-host.ts';

const host = new RecordingHost();
install(host);
installHttp2(host);
const key = readFileSync(new URL('../fixtures/tls/key.pem', import.meta.url));
const cert = readFileSync(new URL('../fixtures/tls/cert.pem', import.meta.url));
const ticketKeys = Buffer.alloc(48);

interface Hung extends http.Server {
  activeConn?: unknown;
  config?: unknown;
}

const servers: net.Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
  host.roots.length = 0;
  expect(host.faults).toEqual([]);
});

async function listen(server: net.Server): Promise<number> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

async function get(port: number): Promise<void> {
  const [response] = (await once(http.get({ port, host: '127.0.0.1', agent: false }), 'response')) as [
    http.IncomingMessage,
  ];
  await once(response.resume(), 'end');
}

// First in this file: from the second server of a kind on, names carry the port.
it('a Map hung on the server is watched before the first connection handler touches it', async () => {
  const server: Hung = http.createServer((_request, response) => response.end());
  const watchedBefore: boolean[] = [];
  server.on('connection', () =>
    watchedBefore.push(host.roots.some(({ value }) => value === server.activeConn)),
  );
  const port = await listen(server);
  const activeConn = new Map();
  server.activeConn = activeConn;
  await get(port);
  expect(watchedBefore).toEqual([true]);
  expect(host.roots).toEqual([{ name: 'http.Server.activeConn', value: activeConn }]);
  expect(server.activeConn).toBe(activeConn);
});

it('a second server of the same kind is told apart by its port', async () => {
  const server: Hung = http.createServer((_request, response) => response.end());
  const port = await listen(server);
  server.activeConn = new Set();
  await get(port);
  expect(host.roots.map(({ name }) => name)).toEqual([`http.Server:${port}.activeConn`]);
});

it('objects are replaced by their watched form, once, and again when the application replaces them', async () => {
  const server: Hung = http.createServer((_request, response) => response.end());
  const raw = { retries: 3 };
  server.config = raw;
  const port = await listen(server);
  const watched = server.config;
  expect(watched).not.toBe(raw);
  expect(watched).toEqual(raw);
  await get(port);
  expect(server.config).toBe(watched);
  expect(host.roots).toHaveLength(1);
  server.config = ['another'];
  await get(port);
  expect(host.roots).toHaveLength(2);
  expect(host.roots[1]?.value).toEqual(['another']);
});

it('properties that cannot be written keep their value, accessors are not called, other values are left', async () => {
  const server: Hung = http.createServer((_request, response) => response.end());
  const frozen = { a: 1 };
  let calls = 0;
  Object.defineProperty(server, 'fixed', { value: frozen, enumerable: true });
  Object.defineProperty(server, 'lazy', { get: () => ++calls, enumerable: true });
  Object.assign(server, {
    startedAt: new Date(),
    name: 'shop',
    count: 1,
    handler: () => 0,
    buffer: Buffer.from('x'),
  });
  const port = await listen(server);
  await get(port);
  expect(Reflect.get(server, 'fixed')).toBe(frozen);
  expect(calls).toBe(0);
  expect(host.roots.map(({ name }) => name)).toEqual([`http.Server:${port}.fixed`]);
});

it('class fields of a subclass are roots', async () => {
  class Shop extends http.Server {
    stock = new Map([['sku-1', 10]]);
  }
  const server = new Shop((_request, response) => response.end());
  await get(await listen(server));
  expect(host.roots.map(({ value }) => value)).toEqual([server.stock]);
});

it.each<[string, () => net.Server]>([
  [
    'http',
    () => http.createServer({ keepAlive: true, noDelay: true, uniqueHeaders: ['x'], maxHeaderSize: 9000 }),
  ],
  ['https', () => https.createServer({ key, cert, ca: [cert], ALPNProtocols: ['http/1.1'], ticketKeys })],
  ['tls', () => tls.createServer({ key: [key], cert: [cert], ca: [cert], ALPNProtocols: ['x'], ticketKeys })],
  ['http2', () => http2.createServer({ settings: { enablePush: false } })],
  ['secure http2', () => http2.createSecureServer({ key, cert, allowHTTP1: true, settings: {} })],
  ['net', () => net.createServer({ keepAlive: true, blockList: new net.BlockList() } as net.ServerOpts)],
])('nothing that is Node’s own on a busy %s server becomes a root', async (_, create) => {
  const server = create();
  server.on('request', (_request, response) => response.end());
  if (Object.getPrototypeOf(server) === net.Server.prototype)
    server.on('connection', (socket) => socket.resume().end());
  if (server instanceof tls.Server) server.addContext('other.test', { key, cert });
  const port = await listen(server);
  for (let i = 0; i < 2; i++) {
    const socket = net.connect(port, '127.0.0.1').on('error', () => {});
    socket.end('GET / HTTP/1.0\r\n\r\n');
    await once(socket.resume(), 'close');
  }
  server.emit('listening');
  expect(host.roots).toEqual([]);
});
