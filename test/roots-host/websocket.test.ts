import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { install as installHttp } from '../../instrument/roots/http.ts';
import { install } from '../../instrument/roots/websocket.ts';
import { named, RecordingHost } from './recording-host.ts';

const host = new RecordingHost();
installHttp(host);
install(host);

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  expect(host.faults).toEqual([]);
});

async function listen(server: http.Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

/** Starts a ws server and notes, per event, the task it ran in. */
async function serve(options: { perMessageDeflate?: boolean } = {}) {
  const seen: [event: string, task: string][] = [];
  const server = http.createServer();
  const sockets = new WebSocketServer({ server, ...options });
  sockets.on('connection', (socket) => {
    seen.push(['open', host.here()]);
    socket.on('message', async (data) => {
      const task = host.here();
      await sleep(1);
      expect(host.here()).toBe(task);
      seen.push([String(data), task]);
    });
    socket.on('close', () => seen.push(['close', host.here()]));
  });
  const port = await listen(server);
  return { port, seen };
}

async function connect(port: number, path = '/chat?token=x'): Promise<WebSocket> {
  const client = new WebSocket(`ws://127.0.0.1:${port}${path}`);
  await once(client, 'open');
  return client;
}

/** Sends all the texts in one packet. */
function burst(client: WebSocket, texts: string[]): void {
  const socket = Reflect.get(client, '_socket') as Socket;
  socket.cork();
  for (const text of texts) client.send(text);
  socket.uncork();
}

describe('messages of the ws package', () => {
  it('are a task each, the handshake is a request, and closing belongs to the path', async () => {
    const { port, seen } = await serve();
    const client = await connect(port);
    client.send('first');
    await expect.poll(() => seen.length).toBe(2);
    client.send('second');
    await expect.poll(() => seen.length).toBe(3);
    client.close();
    await expect.poll(() => seen.length).toBe(4);
    expect(seen.map(([event, task]) => [event, named(task)])).toEqual([
      ['open', 'http GET /chat'],
      ['first', 'websocket WS /chat'],
      ['second', 'websocket WS /chat'],
      ['close', 'websocket WS /chat'],
    ]);
    expect(new Set(seen.map(([, task]) => task)).size).toBe(4);
  });

  it.each([false, true])('sent in one packet are a task each (compressed: %s)', async (perMessageDeflate) => {
    const { port, seen } = await serve({ perMessageDeflate });
    const texts = Array.from({ length: 8 }, (_, i) => `${i}`.repeat(i * 40 + 1));
    const client = await connect(port);
    burst(client, texts);
    await expect.poll(() => seen.length).toBe(9);
    client.close();
    const messages = seen.filter(([event]) => event !== 'open' && event !== 'close');
    expect(messages.map(([text]) => text)).toEqual(texts);
    expect(new Set(messages.map(([, task]) => task)).size).toBe(8);
    expect(new Set(messages.map(([, task]) => named(task)))).toEqual(new Set(['websocket WS /chat']));
    await expect.poll(() => seen.length).toBe(10);
  });

  it('of several clients do not mix', async () => {
    const { port, seen } = await serve();
    const clients = await Promise.all(['/a', '/b', '/c'].map((path) => connect(port, path)));
    for (const [i, client] of clients.entries()) burst(client, [`${i}`, `${i}`]);
    await expect.poll(() => seen.length).toBe(9);
    for (const client of clients) client.close();
    await expect.poll(() => seen.length).toBe(12);
    const byText = seen
      .filter(([event]) => /^\d$/.test(event))
      .map(([text, task]) => `${text} ${named(task)}`);
    expect(byText.sort()).toEqual([0, 0, 1, 1, 2, 2].map((i) => `${i} websocket WS /${'abc'[i]}`));
  });
});

describe('messages a ws client receives', () => {
  it('are a task each, also when the client was opened inside a request', async () => {
    const server = http.createServer();
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => burst(socket, ['1', '2', '3']));
    const port = await listen(server);
    const seen: string[] = [];
    const client = host.runTask(
      'http',
      'GET /opens',
      () => new WebSocket(`ws://127.0.0.1:${port}/feed?key=1`),
    );
    client.on('message', () => seen.push(host.here()));
    await expect.poll(() => seen.length).toBe(3);
    client.close();
    expect(seen.map(named)).toEqual(Array(3).fill('websocket WS 127.0.0.1/feed'));
    expect(new Set(seen).size).toBe(3);
  });

  it('an upgrade nobody listens for fails as it does without us', async () => {
    const server = http.createServer().on('upgrade', (_request, socket) => {
      socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    });
    const port = await listen(server);
    const headers = { upgrade: 'websocket', connection: 'upgrade' };
    const request = http.get({ port, host: '127.0.0.1', headers });
    await once(request, 'close');
    expect(request.listenerCount('upgrade')).toBe(0);
    expect(request.socket?.destroyed).toBe(true);
  });
});

describe('an upgraded socket', () => {
  it('that is read by hand keeps its chunks, their order and the pauses between them', async () => {
    const received: string[] = [];
    const tasks = new Set<string>();
    const server = http.createServer().on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
      socket.on('data', (chunk: Buffer) => {
        if (socket.isPaused()) received.push('while paused');
        received.push(chunk.toString('latin1'));
        tasks.add(host.here());
        socket.pause();
        setTimeout(() => socket.resume(), 2);
      });
      socket.on('end', () => socket.end());
    });
    const port = await listen(server);
    const frames = ['one', 'two', 'three'].map((text) => `\x81${String.fromCharCode(text.length)}${text}`);
    const client = net.connect(port, '127.0.0.1').resume();
    client.write('GET /raw HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    await once(client, 'data');
    client.end(frames.join(''), 'latin1');
    await once(client, 'close');
    expect(received).toEqual([frames.join('')]);
    expect([...tasks].map(named)).toEqual(['websocket WS /raw']);
  });

  it('of another protocol is left as it is', async () => {
    const server = http.createServer().on('upgrade', (_request, socket) => {
      expect(Object.hasOwn(socket, 'emit')).toBe(false);
      socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
    });
    const port = await listen(server);
    const client = net.connect(port, '127.0.0.1').resume();
    client.write('GET /e HTTP/1.1\r\nHost: x\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
    await once(client, 'close');
    expect(host.tasks.at(-1)).toMatchObject({ kind: 'http', name: 'GET /e' });
  });
});
