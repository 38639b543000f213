// What a build does after tsc: copies what tsc does not emit, bundles the preload, makes the command executable.
import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundlePreload } from './bundle-preload.mjs';

const assets = ['src/report/race.schema.json'];
const bin = 'dist/src/cli/main.js';

for (const asset of assets) {
  const target = join('dist', asset);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(asset, target);
}
bundlePreload('dist');
if (existsSync(bin)) chmodSync(bin, 0o755);
