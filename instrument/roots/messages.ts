// Messages between processes and threads: each is a task. Ports tell themselves apart by their resource type;
// process messages do not (one read of the pipe may carry several), so their 'message' emission is the mark.

import { subscribe } from 'node:diagnostics_channel';
import type { Host } from '../host.ts';

interface Emitter {
  emit(event: string | symbol, ...args: unknown[]): boolean;
}

export function install(host: Host): void {
  if (!host.enabled('messages')) return;
  // Always a task of its own, even on a port made inside a request: a port made lazily by the first request
  // serves all the others.
  host.tickType('MESSAGEPORT', { kind: () => 'message', name: () => 'message', always: true });
  host.tickType('UDPWRAP', { kind: () => 'message', name: () => 'datagram', always: true });

  if (process.channel) markMessages(host, Object.getPrototypeOf(process), 'message from parent process');
  let marked = false;
  subscribe('child_process', (message) => {
    if (marked) return;
    marked = true;
    try {
      const child: object = (message as { process: object }).process;
      markMessages(host, Object.getPrototypeOf(child), 'message from child process');
    } catch (error) {
      host.fault('child_process', error);
    }
  });
}

/** Lays an `emit` on `proto` that runs 'message' as a task; the emitter's own inherited one does the work. */
function markMessages(host: Host, proto: Emitter, name: string): void {
  const parent: Emitter = Object.hasOwn(proto, 'emit') ? { emit: proto.emit } : Object.getPrototypeOf(proto);
  const emit = function (this: Emitter, event: string | symbol, ...args: unknown[]): boolean {
    if (event !== 'message') return parent.emit.call(this, event, ...args);
    return host.runTask('message', name, () => parent.emit.call(this, event, ...args));
  };
  Object.defineProperty(emit, 'name', { value: 'emit' });
  Object.defineProperty(proto, 'emit', { value: emit, writable: true, configurable: true });
}
