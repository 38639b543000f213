// Tells when a file of a known package has been loaded: CommonJS by require, by import, or before us, and those ES
// modules that are shown (esm-exports). Files are known by the end of their path, so that every copy and version is
// seen; what they export is not judged here.

import Module from 'node:module';
import { sep } from 'node:path';
import { onShown } from './esm-exports.ts';
import { type Method, replaceMethod } from './patch.ts';

interface LoadedModule {
  readonly filename: string | null;
  readonly exports: unknown;
  readonly loaded: boolean;
}

type Listener = (exports: unknown, filename: string) => void;

interface Loader {
  readonly prototype: object;
  readonly _cache: Record<string, LoadedModule | undefined>;
}

const loader = Module as unknown as Loader;
const listeners = new Map<string, Set<Listener>>();

/**
 * Calls `listener` with the exports of every loaded file that ends in `ending`, at once for those already
 * loaded and right after loading for the others, before anybody else sees them. What is changed on the object shown
 * for an ES module becomes what the module exports.
 * @param ending last parts of the path with `/` between them, such as `lib/express.js`
 * @param listener must not throw
 * @returns stops the listener; the loader stays patched and only passes calls on
 */
export function whenLoaded(ending: string, listener: Listener): () => void {
  const tail = sep + ending.replaceAll('/', sep);
  const known = listeners.get(tail) ?? new Set();
  listeners.set(tail, known.add(listener));
  if (replaceMethod(loader.prototype, 'load', observed)) onShown(notify);
  for (const [filename, module] of Object.entries(loader._cache)) {
    if (module?.loaded && filename.endsWith(tail)) listener(module.exports, filename);
  }
  return () => {
    known.delete(listener);
    if (known.size === 0) listeners.delete(tail);
  };
}

function observed(load: Method): Method {
  return function (this: unknown, ...args) {
    const result = Reflect.apply(load, this, args);
    const { filename, exports } = this as LoadedModule;
    if (filename) notify(filename, exports);
    return result;
  };
}

function notify(filename: string, exports: unknown): void {
  for (const [tail, interested] of listeners) {
    if (!filename.endsWith(tail)) continue;
    for (const listener of interested) listener(exports, filename);
  }
}
