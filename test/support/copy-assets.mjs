// Copies what tsc does not emit into dist and makes the command executable.
import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const assets = ['src/report/race.schema.json'];
const bin = 'dist/src/cli/main.js';

for (const asset of assets) {
  const target = join('dist', asset);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(asset, target);
}
if (existsSync(bin)) chmodSync(bin, 0o755);
