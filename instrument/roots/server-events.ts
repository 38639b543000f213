// Stands around what a net.Server (and http, https, http2, tls above it) emits, so that a task can be opened
// before the first listener runs. Which events mean what is decided by the roots that register here.

import { Server } from 'node:net';
import { passing } from '../../src/core/passing.ts';

/** Runs in place of an emission and must call `emit` exactly once; `args` are the event's arguments. */
export type Around = (server: Server, args: unknown[], emit: () => boolean) => boolean;

const arounds = new Map<string, Around[]>();
let standing = false;

/** The channels `net.server.socket` and `net.server.listen` speak after the listeners have run: too late for us. */
export function aroundServerEvent(event: string, around: Around): void {
  if (!standing) stand();
  standing = true;
  const before = arounds.get(event);
  if (before) before.push(around);
  else arounds.set(event, [around]);
}

function stand(): void {
  const parent: { emit(...args: unknown[]): boolean } = Object.getPrototypeOf(Server.prototype);
  const emit = function (this: Server, event: unknown, ...args: unknown[]): boolean {
    const around = typeof event === 'string' ? arounds.get(event) : undefined;
    if (around === undefined) return parent.emit.call(this, event, ...args);
    return descend(this, around, 0, args, () => parent.emit.call(this, event, ...args));
  };
  Object.defineProperty(emit, 'name', { value: 'emit' });
  Object.defineProperty(Server.prototype, 'emit', { value: emit, writable: true, configurable: true });
}

function descend(
  server: Server,
  around: Around[],
  at: number,
  args: unknown[],
  emit: () => boolean,
): boolean {
  const current = around[at];
  if (current === undefined) return emit();
  const next = () => descend(server, around, at + 1, args, emit);
  return passing('server event', (call) => current(server, args, call), next);
}
