// Objects an application hangs on its server (`server.activeConn = new Map()`): each becomes a root. Node's own
// properties are told apart by comparing with a server nobody has touched.

import type { Server } from 'node:net';
import { types } from 'node:util';
import { defineProperty, keysOf } from '../../src/membrane/natives.ts';
import type { Host } from '../host.ts';

/** What was last seen on one server. */
interface Seen {
  readonly label: string;
  readonly own: ReadonlySet<string>;
  keys: number;
  /** Names that are the application's, and the value last found under each. */
  readonly values: Map<string, unknown>;
}

interface Family {
  readonly label: string;
  readonly own: ReadonlySet<string>;
  /** Servers of this family seen so far; from the second on, names carry the port. */
  count: number;
}

const servers = new WeakMap<Server, Seen>();
const families = new Map<string, Family>();

/**
 * Makes every Map, Set, plain object and array hung on `server` a root. Cheap when nothing was added or replaced
 * since the last look.
 */
export function watchServer(host: Host, server: Server): void {
  let seen = servers.get(server);
  if (seen === undefined) {
    seen = firstLook(server);
    servers.set(server, seen);
  }
  const keys = keysOf(server);
  if (keys.length !== seen.keys) {
    seen.keys = keys.length;
    for (const key of keys) {
      if (!seen.own.has(key) && !seen.values.has(key)) seen.values.set(key, undefined);
    }
  }
  for (const key of seen.values.keys()) watchProperty(host, server, key, seen);
}

function watchProperty(host: Host, server: Server, key: string, seen: Seen): void {
  const slot = Object.getOwnPropertyDescriptor(server, key);
  const value: unknown = slot && 'value' in slot ? slot.value : undefined;
  if (value === seen.values.get(key)) return;
  seen.values.set(key, value);
  if (slot === undefined || !isContainer(value)) return;
  const watched = host.root(value, `${seen.label}.${key}`);
  if (watched === value || !slot.writable) return;
  seen.values.set(key, watched);
  defineProperty(server, key, { ...slot, value: watched });
}

function firstLook(server: Server): Seen {
  const label = familyLabel(server);
  let family = families.get(label);
  if (family === undefined) {
    family = { label, own: new Set(Object.keys(untouched(label))), count: 0 };
    families.set(label, family);
  }
  family.count++;
  const port = family.count > 1 ? portOf(server) : '';
  return { label: label + port, own: family.own, keys: 0, values: new Map() };
}

function portOf(server: Server): string {
  const address = server.address();
  if (address === null) return '';
  return typeof address === 'string' ? `:${address}` : `:${address.port}`;
}

// Asking http2's own classes would load http2 into every program; its class names are enough.
function familyLabel(server: Server): string {
  for (let proto: object | null = server; proto; proto = Object.getPrototypeOf(proto)) {
    const name: unknown = proto.constructor?.name;
    if (name === 'Http2Server' || name === 'Http2SecureServer') return `http2.${name}`;
  }
  for (const module of ['https', 'http', 'tls'] as const) {
    if (server instanceof process.getBuiltinModule(`node:${module}`).Server) return `${module}.Server`;
  }
  return 'net.Server';
}

function untouched(label: string): Server {
  switch (label) {
    case 'http.Server':
      return new (process.getBuiltinModule('node:http').Server)();
    case 'https.Server':
      return new (process.getBuiltinModule('node:https').Server)({});
    case 'tls.Server':
      return new (process.getBuiltinModule('node:tls').Server)({});
    case 'http2.Http2Server':
      return process.getBuiltinModule('node:http2').createServer();
    case 'http2.Http2SecureServer':
      return process.getBuiltinModule('node:http2').createSecureServer();
    default:
      return new (process.getBuiltinModule('node:net').Server)();
  }
}

function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value) || types.isMap(value) || types.isSet(value)) return true;
  const proto: unknown = Object.getPrototypeOf(value);
  return proto === null || proto === Object.prototype;
}
