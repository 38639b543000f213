// Tasks of http and https servers: one for each connection and one for each request, on keep-alive sockets and
// pipelined requests too. http2 streams and upgraded sockets have files of their own.

import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, Socket } from 'node:net';
import type { Host } from '../host.ts';
import { noteTraceparent } from '../telemetry/traces.ts';
import { aroundServerEvent } from './server-events.ts';
import { noteServerOrigins, originOfServer } from './server-origin.ts';
import { watchServer } from './server-properties.ts';

interface RequestStart {
  request: IncomingMessage;
  response: ServerResponse;
  socket: Socket;
  server: Server;
}

const LONGEST_NAME = 200;
const REQUEST_START = 'http.server.request.start';
const RESPONSE_FINISH = 'http.server.response.finish';

export function install(host: Host): void {
  if (!host.enabled('http')) return;
  const requests = new WeakMap<ServerResponse, number>();
  const open = new OpenTasks(host);
  noteServerOrigins();

  subscribe(REQUEST_START, (message) => {
    const { request, response, socket, server } = message as RequestStart;
    try {
      watchServer(host, server);
      const task = host.enterTask('http', requestName(request.method, request.url), originOfServer(server));
      requests.set(response, task);
      noteTraceparent(task, request.rawHeaders);
      open.add(socket, task);
    } catch (error) {
      host.fault(REQUEST_START, error);
    }
  });
  subscribe(RESPONSE_FINISH, (message) => {
    const { response, socket } = message as RequestStart;
    try {
      const task = requests.get(response);
      if (task !== undefined) open.end(socket, task);
    } catch (error) {
      host.fault(RESPONSE_FINISH, error);
    }
  });

  aroundServerEvent('listening', (server, _args, emit) => {
    look(host, server);
    return emit();
  });
  aroundServerEvent('connection', (server, args, emit) => {
    look(host, server);
    // Emitted by hand inside a connection's own turn (protocol sniffers do): it is that connection still.
    const socket = args[0] as Socket | undefined;
    if (typeof socket !== 'object' || socket === null || open.has(socket)) return emit();
    const serve = () => {
      adoptHandle(host, open, socket);
      return emit();
    };
    return host.runTask('connection', 'connection', serve, { origin: originOfServer(server), open: true });
  });
  aroundServerEvent('connect', (_server, args, emit) => {
    const [request, socket] = args as [IncomingMessage?, Socket?];
    const tunnel = () => {
      if (socket !== undefined) open.add(socket, host.currentTask());
      return emit();
    };
    return host.runTask('http', requestName(request?.method, request?.url), tunnel, { open: true });
  });
}

/** `POST /buy`: what a reader recognises, without the query and never long. */
export function requestName(method: string | undefined, url: string | undefined): string {
  const target = url ?? '';
  const query = target.search(/[?#]/);
  const name = `${method ?? 'GET'} ${query < 0 ? target : target.slice(0, query)}`;
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

function look(host: Host, server: Server): void {
  try {
    watchServer(host, server);
  } catch (error) {
    host.fault('server properties', error);
  }
}

// The handle of an accepted socket is made outside of any turn, so it inherits nothing; without this the
// socket's 'close' would belong to nobody.
function adoptHandle(host: Host, open: OpenTasks, socket: Socket): void {
  try {
    open.add(socket, host.currentTask());
    const handle = (socket as { _handle?: object | null })._handle;
    if (handle) host.adopt(handle);
  } catch (error) {
    host.fault('connection', error);
  }
}

/** Tasks to end when their socket goes, at the latest. */
class OpenTasks {
  private readonly host: Host;
  private readonly bySocket = new WeakMap<Socket, Set<number>>();

  constructor(host: Host) {
    this.host = host;
  }

  has(socket: Socket): boolean {
    return this.bySocket.has(socket);
  }

  add(socket: Socket, task: number): void {
    let tasks = this.bySocket.get(socket);
    if (tasks === undefined) {
      tasks = new Set();
      this.bySocket.set(socket, tasks);
      socket.once?.('close', () => this.endAll(socket));
    }
    tasks.add(task);
  }

  end(socket: Socket, task: number): void {
    this.bySocket.get(socket)?.delete(task);
    this.host.endTask(task, 'response');
  }

  private endAll(socket: Socket): void {
    const tasks = this.bySocket.get(socket);
    if (tasks === undefined) return;
    for (const task of tasks) this.host.endTask(task, 'closed');
    tasks.clear();
  }
}
