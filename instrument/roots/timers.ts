// Timers and other things that go off by themselves. Nothing is patched: the async driver knows the type of the
// resource that activates, and opens a task when one of these goes off without having one.

import type { Host } from '../host.ts';

/** A resource as Node hands it to async hooks; both fields are there on every Timeout of the Nodes we support. */
interface TimeoutResource {
  readonly _idleTimeout?: number;
  readonly _repeat?: number | null;
}

export function install(host: Host): void {
  if (!host.enabled('timers')) return;
  host.tickType('Timeout', { kind: timerKind, name: timerName, always: false });
  host.tickType('Immediate', { kind: () => 'timer', name: () => 'immediate', always: false });
  for (const [type, name] of OTHERS)
    host.tickType(type, { kind: () => 'event', name: () => name, always: false });
}

const OTHERS: readonly (readonly [type: string, name: string])[] = [
  ['SIGNALWRAP', 'signal'],
  ['FSEVENTWRAP', 'file watcher'],
  ['STATWATCHER', 'file watcher'],
];

export function timerKind(resource: object): string {
  return typeof (resource as TimeoutResource)._repeat === 'number' ? 'interval' : 'timer';
}

/** `interval 1000 ms`, `timeout 50 ms`. */
export function timerName(resource: object): string {
  const { _repeat, _idleTimeout } = resource as TimeoutResource;
  if (typeof _repeat === 'number') return `interval ${_repeat} ms`;
  return typeof _idleTimeout === 'number' && _idleTimeout >= 0 ? `timeout ${_idleTimeout} ms` : 'timeout';
}
