import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http2 from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { install as installHttp } from '../../instrument/roots/http.ts';
import { install } from '../../instrument/roots/http2.ts';
import { named, RecordingHost } from './recording-host.ts';

const host = new RecordingHost();
installHttp(host);
install(host);
const key = readFileSync(new URL('../fixtures/tls/key.pem', import.meta.url));
const cert = readFileSync(new URL('../fixtures/tls/cert.pem', import.meta.url));

async function withSession<T>(
  server: Server,
  use: (session: http2.ClientHttp2Session) => Promise<T>,
): Promise<T> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const scheme = 'setSecureContext' in server ? 'https' : 'http';
  const { port } = server.address() as AddressInfo;
  const session = http2.connect(`${scheme}://127.0.0.1:${port}`, { rejectUnauthorized: false });
  try {
    return await use(session);
  } finally {
    session.close();
    await new Promise((resolve) => server.close(resolve));
    expect(host.faults).toEqual([]);
  }
}

/** Sends a body in two parts, the second one late, and returns what the server answers. */
async function post(session: http2.ClientHttp2Session, path: string): Promise<string> {
  const stream = session.request({ ':path': path, ':method': 'POST' });
  stream.setEncoding('utf8').write('one');
  await sleep(5);
  stream.end('two');
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}

function streamServer(server: http2.Http2Server | http2.Http2SecureServer): Server {
  return server.on('stream', async (stream: http2.ServerHttp2Stream) => {
    const seen = [host.here()];
    stream.on('data', () => seen.push(host.here()));
    await once(stream, 'end');
    await sleep(2);
    stream.end([...new Set([...seen, host.here()])].join('|'));
  });
}

function requestServer(server: http2.Http2Server | http2.Http2SecureServer): Server {
  return server.on(
    'request',
    async (request: http2.Http2ServerRequest, response: http2.Http2ServerResponse) => {
      const seen = [host.here()];
      request.on('data', () => seen.push(host.here()));
      await once(request, 'end');
      await sleep(2);
      response.end([...new Set([...seen, host.here()])].join('|'));
    },
  );
}

describe.each([
  ['stream', streamServer],
  ['request', requestServer],
])('http2 served through %s', (_, serve) => {
  it.each([
    ['plain', () => http2.createServer()],
    ['secure', () => http2.createSecureServer({ key, cert })],
  ])('%s: every stream of one session is a task, its body too', async (_kind, create) => {
    const paths = Array.from({ length: 12 }, (__, i) => `/item/${i}?q=${i}`);
    const answers = await withSession(serve(create()), (session) =>
      Promise.all(paths.map((path) => post(session, path))),
    );
    expect(answers.map(named)).toEqual(paths.map((__, i) => `http POST /item/${i}`));
    expect(new Set(answers).size).toBe(12);
  });
});

it('sessions belong to the connection, and tasks end with their stream', async () => {
  const seen: string[] = [];
  const server = streamServer(http2.createServer()).on('session', () => seen.push(host.here()));
  await withSession(server, (session) => post(session, '/once'));
  expect(seen.map(named)).toEqual(['connection connection']);
  expect(host.tasks.find(({ name }) => name === 'POST /once')?.ended).toBe(1);
});

it('http1 on a secure http2 server is a task each as well', async () => {
  const server = requestServer(http2.createSecureServer({ key, cert, allowHTTP1: true }));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const { request } = await import('node:https');
  const call = request({
    port,
    host: '127.0.0.1',
    path: '/old',
    method: 'POST',
    rejectUnauthorized: false,
    agent: false,
  });
  call.end('x');
  const [response] = await once(call, 'response');
  expect(named(String(await once(response, 'data')))).toBe('http POST /old');
  await new Promise((resolve) => server.close(resolve));
});
