// Tasks of upgraded connections: the handshake is a request, and every message that follows is a task of its own,
// or where no library shows them, every chunk. Both ends: sockets accepted here and sockets this process opened.

import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Host } from '../host.ts';
import { requestName } from './http.ts';
import { guarded, isFunction, isReference } from './properties.ts';
import { aroundServerEvent } from './server-events.ts';

type Emit = (event: string | symbol, ...args: unknown[]) => boolean;

interface Emitter {
  emit: Emit;
}

/** What an upgraded socket emits because of its peer; everything else runs in the turn that caused it. */
const FROM_PEER: ReadonlySet<string | symbol> = new Set(['data', 'end', 'error', 'close']);

export function install(host: Host): void {
  if (!host.enabled('websocket')) return;
  aroundServerEvent('upgrade', (_server, args, emit) => {
    const [request, socket] = args as [IncomingMessage?, Socket?];
    if (typeof request?.headers !== 'object' || typeof socket?.emit !== 'function') return emit();
    return host.runTask(
      'http',
      requestName(request.method, request.url),
      () => {
        try {
          const task = host.currentTask();
          if (isWebSocket(request.headers.upgrade)) ownTasks(host, socket, requestName('WS', request.url));
          socket.once('close', () => host.endTask(task, 'closed'));
        } catch (error) {
          host.fault('upgrade', error);
        }
        return emit();
      },
      { open: true },
    );
  });
  subscribe('http.client.request.start', (message) => {
    try {
      watchClient(host, (message as { request: ClientRequest }).request);
    } catch (error) {
      host.fault('http.client.request.start', error);
    }
  });
}

function isWebSocket(upgrade: unknown): boolean {
  return String(upgrade ?? '').toLowerCase() === 'websocket';
}

// An own `emit` here too: a listener for 'upgrade' would tell Node that somebody wants the socket.
function watchClient(host: Host, request: ClientRequest): void {
  if (!isWebSocket(request.getHeader('upgrade'))) return;
  const emit: Emit = request.emit;
  const name = requestName('WS', `${request.host}${request.path}`);
  layEmit(request, function (this: ClientRequest, event, ...args) {
    const socket = args[1] as Socket | undefined;
    if (event === 'upgrade' && this === request && typeof socket?.emit === 'function') {
      ownTasks(host, socket, name);
    }
    return Reflect.apply(emit, this, [event, ...args]) as boolean;
  });
}

function layEmit(emitter: object, emit: Emit): void {
  Object.defineProperty(emit, 'name', { value: 'emit' });
  Object.defineProperty(emit, 'length', { value: 1 });
  Object.defineProperty(emitter, 'emit', { value: emit, writable: true, configurable: true });
}

// An own `emit` rather than a 'data' listener: a listener would set the stream flowing before the library reads.
// Chunks are handed over as they come, since a library's answers to pause and backpressure depend on their sizes.
function ownTasks(host: Host, socket: Socket, name: string): void {
  const emit: Emit = socket.emit;
  let looked = false;
  const own: Emit = function (this: Socket, event, ...args) {
    if (this !== socket || !FROM_PEER.has(event))
      return Reflect.apply(emit, this, [event, ...args]) as boolean;
    if (event === 'data' && !looked) {
      looked = true;
      guarded(host, 'websocket receiver', () => splitMessages(host, receiverOf(socket), name));
    }
    return host.runTask('websocket', name, () => Reflect.apply(emit, socket, [event, ...args]) as boolean);
  };
  layEmit(socket, own);
}

/** One chunk may carry several messages, and inflating puts them off: each is a task where it comes out. */
function splitMessages(host: Host, receiver: Emitter | undefined, name: string): void {
  if (receiver === undefined) return;
  const emit: Emit = receiver.emit;
  const own: Emit = function (this: unknown, event, ...args) {
    const pass = () => Reflect.apply(emit, this, [event, ...args]) as boolean;
    return event === 'message' ? host.runTask('websocket', name, pass) : pass();
  };
  layEmit(receiver, own);
}

/**
 * What takes a socket's messages apart, where the library hangs its WebSocket on the socket, as ws does. Known by its
 * shape: bundles and frameworks carry copies of it in files of any name.
 */
function receiverOf(socket: Socket): Emitter | undefined {
  for (const symbol of Object.getOwnPropertySymbols(socket)) {
    const webSocket = dataOf(socket, symbol);
    if (!isReference(webSocket) || dataOf(webSocket, '_socket') !== socket) continue;
    const receiver = dataOf(webSocket, '_receiver');
    if (isReference(receiver) && isFunction(Reflect.get(receiver, 'emit'))) return receiver as Emitter;
  }
  return undefined;
}

/** An own property; getters are not called. */
function dataOf(owner: object, key: PropertyKey): unknown {
  return Object.getOwnPropertyDescriptor(owner, key)?.value;
}
