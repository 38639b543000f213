// Where values leave for code that cannot work with a Proxy: cloning, messages, serialisation. They are unwrapped
// there. And where the engine asks a Proxy one question per key, the question is asked once.

import { syncBuiltinESMExports } from 'node:module';
import util from 'node:util';
import { Serializer } from 'node:v8';
import { MessagePort, Worker } from 'node:worker_threads';
import { keysOfWatched, printable, rawThroughout, whilePrinting } from '../src/membrane/whole.ts';
import type { Host } from './host.ts';
import { imitate, type Method } from './modules/patch.ts';

type Named = Record<string, unknown>;

const { apply } = Reflect;

/** The method, with its first argument unwrapped. */
function unwrapping(original: Method): Method {
  return {
    method(this: unknown, ...args: unknown[]): unknown {
      if (args.length > 0) args[0] = rawThroughout(args[0]);
      return apply(original, this, args);
    },
  }.method;
}

/** All arguments as they print when they are not watched. */
function printing(original: Method): Method {
  return {
    method(this: unknown, ...args: unknown[]): unknown {
      return whilePrinting(() => apply(original, this, args.map(printable)));
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

/** `Object.keys` and its kin: the keys of a watched object come from the raw one. */
function listing(show: (value: Named, key: string) => unknown): (original: Method) => Method {
  return (original) =>
    ({
      method(this: unknown, value: unknown): unknown {
        const keys = keysOfWatched(value);
        return keys === undefined
          ? apply(original, this, [value])
          : keys.map((key) => show(value as Named, key));
      },
    }).method;
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
    patch(Object, 'keys', listingKeys),
    patch(
      Object,
      'values',
      listing((value, key) => value[key]),
    ),
    patch(
      Object,
      'entries',
      listing((value, key) => [key, value[key]]),
    ),
    ...patchPrinting(),
  ];
  syncBuiltinESMExports();
  return () => {
    for (const restore of undo) restore();
    syncBuiltinESMExports();
  };
}

const listingKeys = (original: Method): Method =>
  ({
    method(this: unknown, value: unknown): unknown {
      return keysOfWatched(value) ?? apply(original, this, [value]);
    },
  }).method;

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
