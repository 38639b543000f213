// The repository of a package at a tag or commit, with what its tests need, in a directory outside this project. Done once:
// a directory that is complete is used again.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Needed neither to build nor to run tests.
const TOOLS =
  /eslint|prettier|nyc|^c8$|^c8-|coverall|standard|snazzy|typedoc|oxlint|^xo$|^tsd$|markdownlint|^@web\/|^@rollup\/|tstyche|benchmark|autocannon|branch-comparer|^@vitest\/coverage/;

const quietly = (command, args, cwd) =>
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });

/** @returns the directory in which the tests are to be run. */
export function obtain(recipe, { work }) {
  const directory = join(work, recipe.name);
  const folder = join(directory, recipe.folder ?? '.');
  const ready = join(directory, '.conformance-ready');
  if (!existsSync(ready)) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    checkOut(recipe, directory);
    // Its dependencies come from the registry, not from the folders beside it.
    if (recipe.folder) rmSync(join(directory, 'package.json'));
    reduce(join(folder, 'package.json'), recipe);
    // A lock file would hold on to the versions that were replaced.
    if (recipe.packages) rmSync(join(folder, 'package-lock.json'), { force: true });
    quietly('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
    for (const [command, ...args] of recipe.build ?? []) quietly(command, args, folder);
    writeFileSync(ready, recipe.at);
  }
  return folder;
}

/** A commit need not have a name. */
function checkOut({ repository, at }, directory) {
  const git = (...args) => quietly('git', args, directory);
  git('init', '--quiet');
  git('fetch', '--quiet', '--depth', '1', `https://github.com/${repository}`, at);
  git('checkout', '--quiet', 'FETCH_HEAD');
}

function reduce(file, { packages = {}, only }) {
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  const isNeeded = (name) => (only === undefined ? !TOOLS.test(name) : only.includes(name));
  const needed = Object.entries(manifest.devDependencies ?? {}).filter(([name]) => isNeeded(name));
  manifest.devDependencies = { ...Object.fromEntries(needed), ...packages };
  writeFileSync(file, JSON.stringify(manifest, undefined, 2));
}
