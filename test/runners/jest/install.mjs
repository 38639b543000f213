// Installs the Jest versions that the tests run, with their compilers, into .cache/jest. What is there already is left
// alone.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const checkout = resolve(here, '../../..');

for (const name of ['jest29', 'jest30']) {
  const folder = join(checkout, '.cache/jest', name);
  const own = readFileSync(join(here, name, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'installed');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== own) {
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(here, name, 'package.json'), join(folder, 'package.json'));
    writeFileSync(join(folder, 'package-lock.json'), own);
    // Not `npm ci`, which wants the optional packages of every platform to be in the lock file.
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) process.exit(status ?? 1);
    writeFileSync(stamp, own);
  }
  const link = join(folder, 'node_modules/racewatch');
  if (!existsSync(link)) symlinkSync(checkout, link);
}
