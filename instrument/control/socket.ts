// The control socket: a Unix socket that its owner alone may use. One line in, one answer out, then the connection
// ends. Nothing a client does or fails to do keeps the process alive or holds it up.

import { lstatSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { OK, REFUSED } from '../../src/control/answers.ts';
import { type Controls, obey } from '../../src/control/commands.ts';
import { muted } from '../../src/core/record.ts';

const MOST_CLIENTS = 8;
const LONGEST_REQUEST = 1024;
/** A client that says nothing, or does not read its answer, is let go after so many milliseconds. */
const PATIENCE = 5000;

/**
 * Listens on `path`, mode 0600. A socket that a process left behind when it died is replaced; anything else is left alone.
 * @param say is told in one sentence when that is not possible
 * @returns closes the socket and removes it
 */
export function listenOn(path: string, controls: Controls, say: (line: string) => void): () => void {
  const server = createServer({ allowHalfOpen: true }, (socket) => muted(() => serve(socket, controls)));
  server.maxConnections = MOST_CLIENTS;
  let retried = false;
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' || retried) {
      say(`cannot listen on control=${path} (${error.code ?? error.message})`);
      return;
    }
    retried = true;
    whenAbandoned(path, (abandoned) => {
      if (abandoned) bind(server, path);
      else say(`cannot listen on control=${path}: it is in use`);
    });
  });
  bind(server, path);
  return () => {
    const bound = server.listening;
    server.close();
    // Closing takes the file away in a later round of the event loop, which may not come.
    if (bound) removeSocket(path);
  };
}

/** Binding is done within the call: nobody can connect before the mode is right. */
function bind(server: Server, path: string): void {
  const before = process.umask(0o177);
  try {
    // In a worker of a cluster the primary would bind it, for all to see.
    server.listen({ path, exclusive: true });
    server.unref();
  } finally {
    process.umask(before);
  }
}

/** Whether nobody answers at a socket; it is removed then. */
function whenAbandoned(path: string, done: (abandoned: boolean) => void): void {
  const probe = connect(path, () => {
    probe.destroy();
    done(false);
  });
  probe.unref();
  probe.on('error', (error: NodeJS.ErrnoException) => {
    done(error.code === 'ECONNREFUSED' && removeSocket(path));
  });
}

function removeSocket(path: string): boolean {
  try {
    if (!lstatSync(path).isSocket()) return false;
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}

function serve(socket: Socket, controls: Controls): void {
  let request = '';
  socket.unref();
  socket.on('error', () => socket.destroy());
  socket.setTimeout(PATIENCE, () => socket.destroy());
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    request += text;
    if (request.length > LONGEST_REQUEST) {
      socket.end(`${REFUSED}a request is one line of at most ${LONGEST_REQUEST} letters\n`);
      socket.pause();
    } else if (request.includes('\n')) {
      socket.pause();
      socket.end(answer(request.slice(0, request.indexOf('\n')), controls));
    }
  });
  socket.on('end', () => socket.end());
}

function answer(line: string, controls: Controls): string {
  try {
    const outcome = muted(() => obey(line, controls));
    return outcome.ok ? `${OK}${outcome.value}\n` : `${REFUSED}${outcome.message}\n`;
  } catch (error) {
    return `${REFUSED}that failed: ${error instanceof Error ? error.message : String(error)}\n`;
  }
}
