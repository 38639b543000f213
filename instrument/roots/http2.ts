// Tasks of http2 servers: one for each stream, whether served through 'stream' or the http1-like 'request'.
// Stands on the server's 'stream' event, which both ways pass and every Node emits alike; http2 is never loaded.

import type { Host } from '../host.ts';
import { noteParent } from '../telemetry/traces.ts';
import { requestName } from './http.ts';
import { aroundServerEvent } from './server-events.ts';
import { originOfServer } from './server-origin.ts';
import { watchServer } from './server-properties.ts';

interface Stream {
  once?(event: 'close', listener: () => void): void;
}

export function install(host: Host): void {
  if (!host.enabled('http2')) return;
  aroundServerEvent('stream', (server, args, emit) => {
    const headers = args[1] as Record<string, unknown> | null | undefined;
    const method = headers?.[':method'];
    if (typeof method !== 'string') return emit();
    const name = requestName(method, String(headers?.[':path'] ?? headers?.[':authority'] ?? ''));
    const serve = () => {
      try {
        watchServer(host, server);
        adoptStream(host, args[0] as Stream);
        noteParent(host.currentTask(), headers?.traceparent);
      } catch (error) {
        host.fault('http2 stream', error);
      }
      return emit();
    };
    return host.runTask('http', name, serve, { origin: originOfServer(server), open: true });
  });
}

// A stream's handle is made by the session's parser outside of any turn; body chunks arrive in its activations.
function adoptStream(host: Host, stream: Stream): void {
  const task = host.currentTask();
  stream.once?.('close', () => host.endTask(task, 'closed'));
  for (const key of Object.getOwnPropertySymbols(stream)) {
    if (key.description !== 'kHandle') continue;
    const handle: unknown = Reflect.get(stream, key);
    if (typeof handle === 'object' && handle !== null) host.adopt(handle);
  }
}
