// The preload: `node --require racewatch/register app.js`, or `--import`. Loads the rest behind a guard: a fault
// while loading must not keep the application from starting.

try {
  const { keepCompiledCode } = require('./modules/code-cache.js') as typeof import('./modules/code-cache.ts');
  keepCompiledCode();
} catch {
  // Only a later start takes longer.
}

try {
  const { start } = require('./start.js') as typeof import('./start.ts');
  start();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`racewatch: cannot be loaded, the program runs unwatched: ${reason}\n`);
}

export {};
