// Where the cache lies. What is in it is run as code, so a folder that others can write to is not used.

import { accessSync, constants, lstatSync, mkdirSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * The folder that option `cache` asks for.
 * @returns undefined when there is none that is safe and writable
 */
export function cacheFolder(option: string, cwd: string): string | undefined {
  if (option === 'off') return undefined;
  if (option !== 'on') return resolve(cwd, option);
  return folderOfProject(cwd) ?? folderOfUser();
}

/** The nearest node_modules upwards, as other tools do. */
function folderOfProject(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (isFolder(modules)) return isWritable(modules) ? join(modules, '.cache', 'racewatch') : undefined;
    if (dirname(folder) === folder) return undefined;
  }
}

function folderOfUser(): string | undefined {
  const user = userInfo();
  const folder = join(tmpdir(), `racewatch-${user.uid < 0 ? user.username : user.uid}`);
  try {
    mkdirSync(folder, { mode: 0o700, recursive: true });
    // Anybody could have made it before us.
    const made = lstatSync(folder);
    const isOurs = user.uid < 0 || (made.uid === user.uid && (made.mode & 0o077) === 0);
    return made.isDirectory() && isOurs ? folder : undefined;
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
