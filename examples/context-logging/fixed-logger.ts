// The logger after the incident: it takes the fields it wants in one go, before anything else can
// run, and what it then writes at leisure is a copy that belongs to nobody else.

import { setImmediate as nextSlice } from 'node:timers/promises';

interface SearchContext {
  query: string;
  request: { method: string; path: string; startedAt: number };
  server: { activeConn: ReadonlyMap<number, { remote: string }> };
}

export class SnapshotLogger {
  async error(message: string, error: unknown, context: object): Promise<void> {
    const line = {
      level: 'error',
      time: new Date().toISOString(),
      message,
      reason: error instanceof Error ? error.message : String(error),
      context: snapshot(context as SearchContext),
    };
    await nextSlice();
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

function snapshot({ query, request, server }: SearchContext): object {
  return {
    query,
    method: request.method,
    path: request.path,
    connections: server.activeConn.size,
    remotes: Array.from(server.activeConn.values(), (connection) => connection.remote),
  };
}
