import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { install, requestName } from '../../instrument/roots/http.ts';
import { install as installHttp2 } from '../../instrument/roots/http2.ts';
import { install as installWebSocket } from '../../instrument/roots/websocket.ts';
import { named, RecordingHost } from './recording-host.ts';

const host = new RecordingHost();
install(host);
installHttp2(host);
installWebSocket(host);
const key = readFileSync(new URL('../fixtures/tls/key.pem', import.meta.url));
const cert = readFileSync(new URL('../fixtures/tls/cert.pem', import.meta.url));

const servers: net.Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if (server instanceof http.Server) server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  expect(host.faults).toEqual([]);
});

async function listen<S extends net.Server>(server: S): Promise<number> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

function get(
  port: number,
  path: string,
  options: https.RequestOptions = {},
  secure = false,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const all = { port, path, host: '127.0.0.1', rejectUnauthorized: false, ...options };
    const request = (secure ? https : http).request(all, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    });
    request.on('error', reject).end(options.method === 'POST' ? 'body' : undefined);
  });
}

/** Answers with the tasks seen at the start of the handler, after an await, in a body event and after a timer. */
const witness: http.RequestListener = async (request, response) => {
  const seen = [host.here()];
  request.on('data', () => seen.push(host.here()));
  if (request.method === 'POST') await once(request, 'end');
  else request.resume();
  await sleep(Number(new URL(request.url ?? '', 'http://x').searchParams.get('wait') ?? 1));
  seen.push(host.here());
  response.end([...new Set(seen)].join('|'));
};

describe('requests', () => {
  it('on one keep-alive socket are a task each', async () => {
    let connections = 0;
    const port = await listen(http.createServer(witness).on('connection', () => connections++));
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const answers = [];
    for (const path of ['/a', '/b?x=1', '/a']) answers.push(await get(port, path, { agent }));
    agent.destroy();
    expect(connections).toBe(1);
    expect(answers.map(named)).toEqual(['http GET /a', 'http GET /b', 'http GET /a']);
    expect(new Set(answers).size).toBe(3);
  });

  it('running at the same time are a task each, with bodies, awaits and timers', async () => {
    const port = await listen(http.createServer(witness));
    const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
    const paths = Array.from({ length: 40 }, (_, i) => `/item/${i}?wait=${(i * 7) % 10}`);
    const answers = await Promise.all(
      paths.map((path, i) => get(port, path, { agent, method: i % 2 ? 'POST' : 'GET' })),
    );
    agent.destroy();
    expect(answers.map(named)).toEqual(paths.map((_, i) => `http ${i % 2 ? 'POST' : 'GET'} /item/${i}`));
    expect(new Set(answers).size).toBe(40);
  });

  it('pipelined in one packet are a task each, and each body belongs to its own request', async () => {
    const port = await listen(http.createServer(witness));
    const socket = net.connect(port, '127.0.0.1');
    const post = (path: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody`;
    socket.write(post('/1?wait=20') + post('/2?wait=1') + post('/3?wait=9'));
    let text = '';
    while ((text.match(/http POST/g) ?? []).length < 3) text += String(await once(socket, 'data'));
    socket.destroy();
    const bodies = text.match(/http POST .*? #\d+(\|[^\r\n]*)?/g) ?? [];
    expect(bodies.map(named)).toEqual(['http POST /1', 'http POST /2', 'http POST /3']);
  });

  it('whose body arrives late keep their task', async () => {
    const port = await listen(http.createServer(witness));
    const other = get(port, '/other?wait=5');
    const request = http.request({ port, host: '127.0.0.1', path: '/slow', method: 'POST' });
    request.write('one');
    await sleep(20);
    request.end('two');
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    expect(named(String(await once(response, 'data')))).toBe('http POST /slow');
    expect(named(await other)).toBe('http GET /other');
  });

  it('over https are a task each', async () => {
    const port = await listen(https.createServer({ key, cert }, witness));
    const agent = new https.Agent({ keepAlive: true, maxSockets: 2 });
    const paths = ['/a', '/b', '/c', '/d'];
    const answers = await Promise.all(paths.map((path) => get(port, path, { agent, method: 'POST' }, true)));
    agent.destroy();
    expect(answers.map(named)).toEqual(paths.map((path) => `http POST ${path}`));
  });

  it('end with their response, or with their socket when the client goes away', async () => {
    const server = http.createServer((request, response) => {
      if (request.url === '/hang') server.emit('hanging');
      else response.end('x');
    });
    const port = await listen(server);
    await get(port, '/done');
    const started = once(server, 'hanging');
    const hanging = http.get({ port, host: '127.0.0.1', path: '/hang' }).on('error', () => {});
    await started;
    const task = host.tasks.find((one) => one.name === 'GET /hang');
    expect(task?.ended).toBe(0);
    hanging.destroy();
    await expect.poll(() => task?.ended).toBe(1);
    expect(host.tasks.find((one) => one.name === 'GET /done')?.ended).toBe(1);
  });

  it('of method CONNECT are a task', async () => {
    const seen: string[] = [];
    const server = http.createServer().on('connect', (_request, socket) => {
      seen.push(host.here());
      socket.end('HTTP/1.1 200 OK\r\n\r\n');
    });
    const port = await listen(server);
    const socket = net.connect(port, '127.0.0.1');
    socket.write('CONNECT shop.test:443 HTTP/1.1\r\nHost: shop.test\r\n\r\n');
    await once(socket.resume(), 'close');
    expect(seen.map(named)).toEqual(['http CONNECT shop.test:443']);
  });

  it.each([
    ['POST', '/buy?sku=1&secret=2', 'POST /buy'],
    ['GET', '/', 'GET /'],
    ['GET', '/a#b', 'GET /a'],
    ['GET', '', 'GET '],
    ['GET', `/${'x'.repeat(300)}`, `GET /${'x'.repeat(194)}…`],
  ])('named: %s %s', (method, url, name) => {
    expect(requestName(method, url)).toBe(name);
  });
});

describe('connections', () => {
  it.each([
    ['http', false],
    ['https', true],
  ] as const)('of %s are a task from accept to close, not the last request', async (_, secure) => {
    const seen: string[] = [];
    const server = secure ? https.createServer({ key, cert }, witness) : http.createServer(witness);
    server.on(secure ? 'secureConnection' : 'connection', (socket: net.Socket) => {
      seen.push(host.here());
      socket.on('close', () => seen.push(host.here()));
    });
    const port = await listen(server);
    await Promise.all(['/a', '/b'].map((path) => get(port, path, { agent: false }, secure)));
    await expect.poll(() => seen.length).toBe(4);
    expect(seen.map(named)).toEqual(Array(4).fill('connection connection'));
    expect([...new Set(seen)].map((task) => seen.filter((one) => one === task).length)).toEqual([2, 2]);
  });

  it('of a plain TCP server are a task, data included', async () => {
    const seen: string[] = [];
    const server = net.createServer((socket) => {
      socket.on('data', async () => {
        await sleep(1);
        seen.push(host.here());
        socket.end('bye');
      });
    });
    const port = await listen(server);
    const [a, b] = [net.connect(port, '127.0.0.1', () => a.write('x')), net.connect(port, '127.0.0.1')];
    b.write('y');
    await Promise.all([once(a.resume(), 'close'), once(b.resume(), 'close')]);
    expect(seen.map(named)).toEqual(Array(2).fill('connection connection'));
    expect(new Set(seen).size).toBe(2);
  });

  it('emitted by hand inside their own turn stay the same task', async () => {
    const seen: string[] = [];
    const inner = http.createServer(witness).on('connection', () => seen.push(host.here()));
    const outer = net.createServer((socket) => {
      seen.push(host.here());
      inner.emit('connection', socket);
    });
    const port = await listen(outer);
    expect(named(await get(port, '/sniffed', { agent: false }))).toBe('http GET /sniffed');
    expect(new Set(seen).size).toBe(1);
  });
});

describe('the emit laid on servers', () => {
  it('looks like the one it stands before', () => {
    const server = http.createServer();
    expect(server.emit.name).toBe('emit');
    expect(server.emit).toHaveLength(1);
    expect(Object.keys(net.Server.prototype)).not.toContain('emit');
    expect(server.emit('nothing listens')).toBe(false);
  });

  it.each(['connection', 'connect', 'upgrade', 'stream', 'listening'])('bears a bare %s', (event) => {
    const server = new net.Server();
    let heard = 0;
    server.on(event, () => heard++);
    server.emit(event);
    expect(heard).toBe(1);
    expect(host.faults).toEqual([]);
  });

  it('passes arguments, `this`, the result and errors through', () => {
    const server = new net.Server();
    const heard: unknown[] = [];
    server.on('listening', function (this: unknown, ...args) {
      heard.push(this, ...args);
    });
    expect(Reflect.apply(server.emit, server, ['listening', 1, 2])).toBe(true);
    expect(heard).toEqual([server, 1, 2]);
    server.on('connection', () => {
      throw new RangeError('from the listener');
    });
    expect(() => server.emit('connection', new net.Socket())).toThrow(new RangeError('from the listener'));
  });
});
