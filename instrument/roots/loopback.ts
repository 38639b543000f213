// Order over connections of a process with itself, as every test has that asks its own server: what is done with
// data comes after whoever sent it. Tasks are not begun here; connections to others leave no mark.

import { subscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { beginScope, endScope } from '../../src/core/activations.ts';
import { now } from '../../src/core/now.ts';
import { joinTurns } from '../../src/core/turns.ts';
import type { Host } from '../host.ts';
import { imitate } from '../modules/patch.ts';

const REQUEST_START = 'http.server.request.start';
const CONNECTIONS = 1024;

/** The turn that sent last, by `portsOf`; the connection that is silent longest goes first. */
const senders = new Map<number, number>();
/** This process has connected to something: before, nobody here can receive what it sends. */
let hasClients = false;

export function install(host: Host): void {
  if (!host.enabled('http')) return;
  // `end` writes its last chunk without `write`.
  for (const name of ['write', 'end'] as const) {
    replace(name, (original) => (socket, args) => {
      guarded(host, name, () => noteSent(socket));
      return original.apply(socket, args);
    });
  }
  replace('connect', (original) => (socket, args) => {
    hasClients = true;
    return original.apply(socket, args);
  });
  // Runs in the activation that has read, ahead of every listener.
  replace('push', (original) => (socket, args) => {
    if (!guarded(host, 'push', () => noteReceived(socket))) return original.apply(socket, args);
    // Parsers fed by a listener call back in activations of their own: they are caused by this one.
    beginScope();
    try {
      return original.apply(socket, args);
    } finally {
      endScope();
    }
  });
  // An http server's parser reads past the socket.
  subscribe(REQUEST_START, (message) => {
    guarded(host, REQUEST_START, () => noteReceived((message as { socket: Socket }).socket));
  });
}

function guarded(host: Host, where: string, note: () => boolean): boolean {
  try {
    return note();
  } catch (error) {
    host.fault(where, error);
    return false;
  }
}

/** Both ends have one address, whatever it is: neither end can be on another machine. */
function isLoopback(socket: Socket): boolean {
  const address = socket.remoteAddress;
  return address !== undefined && address === socket.localAddress;
}

/** One number for the sender's and the receiver's port. */
function portsOf(sender = 0, receiver = 0): number {
  return sender * 0x10000 + receiver;
}

function noteSent(socket: Socket): boolean {
  if (!hasClients || now.turn === 0 || !isLoopback(socket)) return false;
  const connection = portsOf(socket.localPort, socket.remotePort);
  senders.delete(connection);
  if (senders.size >= CONNECTIONS) senders.delete(senders.keys().next().value as number);
  senders.set(connection, now.turn);
  return true;
}

/** True when the running turn comes after a sender of this process. */
function noteReceived(socket: Socket): boolean {
  if (now.turn === 0 || senders.size === 0 || !isLoopback(socket)) return false;
  const turn = senders.get(portsOf(socket.remotePort, socket.localPort));
  if (turn === undefined || turn >= now.turn) return false;
  joinTurns([turn]);
  return true;
}

type Method = (this: Socket, ...args: unknown[]) => unknown;
type Replacement = (socket: Socket, args: unknown[]) => unknown;

/** Stands before a method that Socket has or inherits. */
function replace(name: 'write' | 'end' | 'push' | 'connect', make: (original: Method) => Replacement): void {
  const original = Socket.prototype[name] as Method;
  const call = make(original);
  const replacement = imitate(function (this: Socket, ...args: unknown[]) {
    return call(this, args);
  }, original);
  Object.defineProperty(Socket.prototype, name, { value: replacement, writable: true, configurable: true });
}
