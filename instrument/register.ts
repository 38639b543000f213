// The preload: `node --require racewatch/register app.js`, or `--import`. Loads the rest behind a guard: a fault
// while loading must not keep the application from starting.

import { isLoaderThread } from './guard.ts';

// Node's thread for load hooks runs the preloads once more: there is nothing to watch, and little must be loaded.
if (!isLoaderThread()) {
  keepCode();
  watch();
}

function keepCode(): void {
  try {
    const { keepCompiledCode } =
      require('./modules/code-cache.js') as typeof import('./modules/code-cache.ts');
    keepCompiledCode();
  } catch {
    // Only a later start takes longer.
  }
}

function watch(): void {
  try {
    const { start } = require('./start.js') as typeof import('./start.ts');
    start();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`racewatch: cannot be loaded, the program runs unwatched: ${reason}\n`);
  }
}
