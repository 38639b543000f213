// Where values leave for code that cannot work with a Proxy: cloning, messages, serialisation. They are unwrapped
// there. The built-ins that go round instrumented accesses are in builtins.ts.

import { syncBuiltinESMExports } from 'node:module';
import util from 'node:util';
import { Serializer } from 'node:v8';
import { MessagePort, Worker } from 'node:worker_threads';
import { safely } from '../src/membrane/builtins.ts';
import { unwrap } from '../src/membrane/identity.ts';
import { printable, rawThroughout, whilePrinting } from '../src/membrane/whole.ts';
import { BUILTINS, type BuiltIns, builtInsOf } from './builtins.ts';
import type { Host } from './host.ts';
import { imitate, type Method, originalOf } from './modules/patch.ts';

const { apply } = Reflect;

/** The method, with its first argument unwrapped. */
function unwrapping(original: Method): Method {
  return {
    method(this: unknown, ...args: unknown[]): unknown {
      if (args.length > 0) {
        const raw = unwrap(args[0]);
        args[0] = raw;
        safely(() => {
          args[0] = rawThroughout(raw);
        });
      }
      return apply(original, this, args);
    },
  }.method;
}

/** All arguments as they print when they are not watched. */
function printing(original: Method): Method {
  return {
    method(this: unknown, ...args: unknown[]): unknown {
      let shown = args;
      safely(() => (shown = args.map(printable)));
      return whilePrinting(() => apply(original, this, shown));
    },
  }.method;
}

const PRINTING = ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'dirxml', 'table'];

/** Newer versions of Node print a Proxy as one, and all versions walk Maps and Sets by their own methods. */
function patchPrinting(): (() => void)[] {
  return [
    ...['inspect', 'format', 'formatWithOptions'].map((name) => patch(util, name, printing)),
    ...PRINTING.map((name) => patch(console, name, printing)),
  ];
}

/** Patches the borders; returns what puts the originals back, where nobody has patched after us. */
export function install(_host: Host): () => void {
  const undo = [
    patch(globalThis, 'structuredClone', unwrapping),
    // Behind v8.serialize and behind messages between processes in the `advanced` format.
    patch(Serializer.prototype, 'writeValue', unwrapping),
    patch(MessagePort.prototype, 'postMessage', unwrapping),
    patch(Worker.prototype, 'postMessage', unwrapping),
    patch(BroadcastChannel.prototype, 'postMessage', unwrapping),
    ...BUILTINS.map(([owner, name, make]) => patch(owner, name, make)),
    ...patchPrinting(),
  ];
  syncBuiltinESMExports();
  return () => {
    for (const restore of undo) restore();
    syncBuiltinESMExports();
  };
}

/** Patches the built-ins of another realm, for good. @param global its global object */
export function installInRealm(global: BuiltIns & { structuredClone?: unknown }): void {
  // It may be handed on from the realm outside.
  const { structuredClone: clone } = global;
  if (typeof clone === 'function' && originalOf(clone) === undefined) {
    patch(global, 'structuredClone', unwrapping);
  }
  for (const [owner, name, make] of builtInsOf(global)) patch(owner, name, make);
}

function patch(owner: object, name: string, make: (original: Method) => Method): () => void {
  const descriptor = Object.getOwnPropertyDescriptor(owner, name);
  const original: unknown = descriptor?.value;
  if (descriptor === undefined || typeof original !== 'function') return () => {};
  const replacement = imitate(make(original as Method), original);
  Reflect.defineProperty(owner, name, { ...descriptor, value: replacement });
  return () => {
    if (Object.getOwnPropertyDescriptor(owner, name)?.value !== replacement) return;
    Reflect.defineProperty(owner, name, descriptor);
  };
}
