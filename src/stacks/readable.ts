// Which files may be read because a source map names them. A map may come with any package, and what it names is shown
// in reports: scripts of the project or of the package that the map belongs to, and nothing else.

import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** What people write programs in that end as JavaScript. */
const SCRIPT =
  /\.(?:[cm]?[jt]sx?|g[jt]s|vue|svelte|astro|mdx|marko|coffee|civet|imba|ls|res|re|ml|elm|purs|fs|kt|dart|scala|clj[sc]?)$/i;
const HIDDEN = /(?:^|[/\\])\.(?!\.?(?:[/\\]|$))/;
const MAP = /\.map$/i;

let project = process.cwd();

/** Sets the folder of the program that runs. */
export function readBelow(folder: string): void {
  project = folder;
}

/** Whether the source that a map names may be read. @param script the script that has the map, as a path */
export function maySource(file: string, script: string): boolean {
  return isOfProject(file, script, SCRIPT);
}

/** Whether the map that a script names may be read. */
export function mayMap(file: string, script: string): boolean {
  return isOfProject(file, script, MAP);
}

function isOfProject(file: string, script: string, name: RegExp): boolean {
  try {
    // Of the file itself, since a link may have any name.
    const real = realpathSync(file);
    if (!name.test(real)) return false;
    const home = realpathSync(dirname(script));
    return [project, packageOf(script)].some((folder) => isVisibleBelow(realpathSync(folder), real, home));
  } catch {
    return false;
  }
}

/** Hidden folders and files are private, but those that the script runs from, such as `.next`, are its own. */
function isVisibleBelow(folder: string, file: string, home: string): boolean {
  const way = relative(folder, file);
  if (way === '' || /^\.\.(?:[/\\]|$)/.test(way) || way === file) return false;
  let own = folder;
  for (const step of relative(folder, home).split(sep)) {
    if (!file.startsWith(join(own, step) + sep)) break;
    own = join(own, step);
  }
  return !HIDDEN.test(relative(own, file));
}

/** The nearest folder upwards with a package.json; that of the script where there is none. */
function packageOf(script: string): string {
  const own = dirname(script);
  for (let folder = own; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return own;
}
