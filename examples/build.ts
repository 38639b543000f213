// Compiles the examples as an application would be: tsc, CommonJS, source maps beside the output.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Compiles every example.
 * @param root directory of the checkout
 * @param outDir where the JavaScript goes
 * @throws when tsc reports an error; its messages have gone to stderr
 */
export function buildExamples(root: string, outDir: string = join(root, 'examples/dist')): string {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(root, 'examples'), '--outDir', outDir], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return outDir;
}
