// Loading packages again, and asking servers: what the tests of this folder share.

import { once } from 'node:events';
import { createServer, type RequestListener, request } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { sep } from 'node:path';

const require = createRequire(import.meta.url);

/** Forgets a package and loads it anew: a further copy in one process. */
export function loadCopy(name: string): unknown {
  const folder = `${sep}node_modules${sep}${name}${sep}`;
  for (const file of Object.keys(require.cache)) {
    if (file.includes(folder)) delete require.cache[file];
  }
  return require(name);
}

export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: string;
  readonly cookies: string[];
}

/** Serves one application for as long as `use` runs. */
export async function serving<T>(listener: RequestListener, use: (port: number) => Promise<T>): Promise<T> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

export async function ask(
  port: number,
  { method = 'GET', path, headers = {}, body }: Asked,
): Promise<Answer> {
  const outgoing = request({ port, host: '127.0.0.1', method, path, headers, agent: false });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8')) text += chunk;
  return {
    status: incoming.statusCode,
    type: incoming.headers['content-type'],
    body: text,
    cookies: incoming.headers['set-cookie'] ?? [],
  };
}

/** Asks one after the other. */
export async function askAll(port: number, asked: readonly Asked[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const one of asked) answers.push(await ask(port, one));
  return answers;
}
