// An OTLP receiver: takes what exporters send over HTTP as JSON, and keeps it.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Value {
  readonly stringValue?: string;
  readonly intValue?: number | string;
  readonly doubleValue?: number;
}

export interface Attribute {
  readonly key: string;
  readonly value: Value;
}

export interface Receiver {
  readonly port: number;
  /** Bodies by signal: `logs`, `metrics`, `traces`. */
  readonly bodies: Readonly<Record<'logs' | 'metrics' | 'traces', unknown[]>>;
  close(): void;
}

export function startReceiver(): Promise<Receiver> {
  const bodies = { logs: [] as unknown[], metrics: [] as unknown[], traces: [] as unknown[] };
  const server: Server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    request.on('end', () => {
      const signal = request.url?.replace('/v1/', '') as keyof typeof bodies;
      bodies[signal].push(JSON.parse(text));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      done({ port, bodies, close: () => server.close() });
    });
  });
}

/** Attributes as an object. */
export function plain(attributes: readonly Attribute[]): Record<string, string | number | undefined> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.doubleValue ?? Number(value.intValue),
    ]),
  );
}

/** All objects below `value` that have this key. */
export function having(value: unknown, key: string): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Object.hasOwn(value, key) ? [value as Record<string, unknown>] : [];
  return [...own, ...Object.values(value).flatMap((part) => having(part, key))];
}
