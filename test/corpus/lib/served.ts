// A real http server for the programs that need requests: started, asked, closed.
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

type Listener = Parameters<typeof createServer>[1];
type Get = (path: string) => Promise<string>;

/** Serves `answer`, or a framework's request listener, while `ask` sends its requests. */
export async function listening<T>(listener: Listener, ask: (get: Get) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  try {
    return await ask((path) => fetchText(port, path));
  } finally {
    server.close();
  }
}

export function served<T>(
  answer: (request: IncomingMessage) => Promise<string>,
  ask: (get: Get) => Promise<T>,
): Promise<T> {
  return listening((request, response) => {
    void answer(request).then((text) => response.end(text));
  }, ask);
}

export function fetchText(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ port, path, host: '127.0.0.1', agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

let arrived = 0;

/** Holds a request until a second one has come as far; by polling, which orders neither after the other. */
export async function together(): Promise<void> {
  arrived += 1;
  while (arrived < 2) await sleep(2);
  await sleep(5);
}
