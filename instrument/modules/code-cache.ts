// What the engine compiled, kept on disk beside the instrumented texts by Node itself, which checks each entry against
// the text: a second start compiles neither the program's modules nor ours again. Loaded before all else.

import Module from 'node:module';
import { join } from 'node:path';
import { loadOptions, VARIABLE } from '../../src/config/load.ts';
import { isLoaderThread } from '../guard.ts';
import { cacheFolder } from './cache-folder.ts';
import { isLookedAt } from './looked-at.ts';

interface Loader {
  enableCompileCache?(folder: string): unknown;
}

/** Switches Node's cache of compiled code on, where there is one and the options allow a cache. */
export function keepCompiledCode(): void {
  const { enableCompileCache } = Module as Loader;
  // Coverage is less exact for code that was not compiled from its text.
  if (enableCompileCache === undefined || isLoaderThread() || isLookedAt()) return;
  // A cache that the program has asked for stays its own.
  if (process.env.NODE_COMPILE_CACHE !== undefined) return;
  const cwd = process.cwd();
  const loaded = loadOptions({ env: process.env[VARIABLE], cwd });
  if (!loaded.ok || loaded.options.instrument === 'off') return;
  const folder = cacheFolder(loaded.options.cache, cwd);
  if (folder !== undefined) enableCompileCache.call(Module, join(folder, 'code'));
}
