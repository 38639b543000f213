// The source files in folders, for an examination without running anything.

import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const DECLARATION = /\.d\.[cm]?ts$/;

/**
 * Source files, each once, in the order of their names.
 * @param targets files, which are taken as they are, and folders
 * @param withDependencies also those in node_modules
 */
export function sourceFiles(targets: readonly string[], withDependencies: boolean): string[] {
  const files = new Set<string>();
  for (const target of targets) {
    const path = resolve(target);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) collect(path, withDependencies, files);
    else files.add(realPath(path));
  }
  return [...files];
}

function collect(folder: string, withDependencies: boolean, files: Set<string>): void {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const isLeftOut = entry.name.startsWith('.') || (entry.name === 'node_modules' && !withDependencies);
      if (!isLeftOut) collect(path, withDependencies, files);
    } else if (entry.isFile() && SOURCE.test(entry.name) && !DECLARATION.test(entry.name)) {
      files.add(realPath(path));
    }
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
