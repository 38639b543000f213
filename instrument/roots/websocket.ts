// Tasks of upgraded connections: the handshake is a request, and every message that follows is a task of its own,
// whichever library reads the socket. Both ends: sockets accepted here and sockets this process opened.

import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Host } from '../host.ts';
import { requestName } from './http.ts';
import { aroundServerEvent } from './server-events.ts';
import { MessageBoundaries } from './websocket-frames.ts';

type Emit = (event: string | symbol, ...args: unknown[]) => boolean;

/** What an upgraded socket emits because of its peer; everything else runs in the turn that caused it. */
const FROM_PEER: ReadonlySet<string | symbol> = new Set(['data', 'end', 'error', 'close']);

export function install(host: Host): void {
  if (!host.enabled('websocket')) return;
  aroundServerEvent('upgrade', (_server, args, emit) => {
    const [request, socket] = args as [IncomingMessage?, Socket?];
    if (typeof request?.headers !== 'object' || typeof socket?.emit !== 'function') return emit();
    return host.runTask('http', requestName(request.method, request.url), () => {
      try {
        const task = host.currentTask();
        if (isWebSocket(request.headers.upgrade)) splitMessages(host, socket, requestName('WS', request.url));
        socket.once('close', () => host.endTask(task));
      } catch (error) {
        host.fault('upgrade', error);
      }
      return emit();
    });
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
      splitMessages(host, socket, name);
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
function splitMessages(host: Host, socket: Socket, name: string): void {
  const emit: Emit = socket.emit;
  const boundaries = new MessageBoundaries();
  const asTask: Emit = (event, ...args) =>
    host.runTask('websocket', name, () => Reflect.apply(emit, socket, [event, ...args]) as boolean);
  const own: Emit = function (this: Socket, event, ...args) {
    if (this !== socket || !FROM_PEER.has(event))
      return Reflect.apply(emit, this, [event, ...args]) as boolean;
    const [chunk] = args;
    if (event !== 'data' || !(chunk instanceof Uint8Array)) return asTask(event, ...args);
    return emitMessages(socket, chunk, boundaries, asTask);
  };
  layEmit(socket, own);
}

/** One chunk may carry several messages. A stream may cut its chunks anywhere, so each message gets its own. */
function emitMessages(socket: Socket, chunk: Uint8Array, boundaries: MessageBoundaries, emit: Emit): boolean {
  let heard = false;
  let from = 0;
  while (from < chunk.length) {
    if (from > 0 && (socket.readableFlowing !== true || socket.listenerCount('data') === 0)) {
      // The reader paused after the last message: the rest waits in the stream's buffer, as it would have.
      if (!socket.destroyed) socket.unshift(chunk.subarray(from));
      break;
    }
    const end = boundaries.next(chunk, from);
    heard = emit('data', from === 0 && end === chunk.length ? chunk : chunk.subarray(from, end)) || heard;
    from = end;
  }
  return heard;
}
