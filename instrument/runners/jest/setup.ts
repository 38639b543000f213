// The entry of `setupFilesAfterEnv`. Jest loads it into the realm of the tests, once for each test file, with a
// `require` of its own; what watches the process must be loaded by Node's.

import type { createRequire } from 'node:module';
import { join } from 'node:path';
import vm from 'node:vm';

interface JestGlobals {
  readonly expect: { getState(): { readonly testPath?: string } };
}

// Jest answers `node:module` with a copy: the process object of the realm outside has the real one.
const requireOf = vm.runInThisContext(
  '(file) => process.getBuiltinModule("node:module").createRequire(file)',
) as typeof createRequire;
const outside = requireOf(__filename);
const worker = join(__dirname, 'worker.js');
if (!(worker in outside.cache)) keepCode();
const { watchFile } = outside(worker) as typeof import('./worker.ts');
const { expect } = require('@jest/globals') as JestGlobals;

watchFile(globalThis as unknown as Parameters<typeof watchFile>[0], expect.getState().testPath ?? '');

/** Nobody else does so before the first test file of a process. */
function keepCode(): void {
  try {
    const file = join(__dirname, '..', '..', 'modules', 'code-cache.js');
    const { keepCompiledCode } = outside(file) as typeof import('../../modules/code-cache.ts');
    keepCompiledCode();
  } catch {
    // Only the start takes longer.
  }
}
