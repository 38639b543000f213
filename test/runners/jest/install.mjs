// Installs the Jest versions that the tests run, with their compilers, into .cache/jest. What is there already is left
// alone.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const checkout = resolve(here, '../../..');

for (const name of ['jest29', 'jest30']) {
  const folder = join(checkout, '.cache/jest', name);
  const lock = join(folder, 'package-lock.json');
  const own = join(here, name, 'package-lock.json');
  const isThere = existsSync(lock) && readFileSync(lock, 'utf8') === readFileSync(own, 'utf8');
  if (!isThere || !existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(here, name, 'package.json'), join(folder, 'package.json'));
    copyFileSync(own, lock);
    const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) process.exit(status ?? 1);
  }
  const link = join(folder, 'node_modules/racewatch');
  if (!existsSync(link)) symlinkSync(checkout, link);
}
