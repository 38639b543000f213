// What ES modules of known packages have made, shown to those who patch it: from outside the exports of an ES module
// are read-only, so a line behind the text of the module hands them over and takes them back.

import { isAbsolute, sep } from 'node:path';
import { pathOf } from '../../src/stacks/call-frame.ts';

interface Shown {
  /** End of the module's path. */
  readonly file: string;
  /** Functions of the module that may be replaced. */
  readonly functions: readonly string[];
  /** Objects and classes, whose methods may be replaced. */
  readonly owners: readonly string[];
}

const MODULES: readonly Shown[] = [
  { file: 'node-cron/dist/node-cron.js', functions: ['createTask'], owners: ['nodeCron'] },
  { file: 'node-cron/dist/esm/node-cron.js', functions: ['createTask'], owners: ['nodeCron'] },
];

const TOLD = 'racewatch.loaded';

/**
 * The line to put behind the text of a module. It takes no part in what the module does: an engine or a version in
 * which a name is missing, constant or imported goes on without it.
 * @param url of the module
 * @returns undefined for modules of which nothing is shown
 */
export function showingLine(url: string): string | undefined {
  const path = pathOf(url);
  if (!isAbsolute(path)) return undefined;
  const known = MODULES.find(({ file }) => path.endsWith(sep + file.replaceAll('/', sep)));
  if (known === undefined) return undefined;
  const { functions, owners } = known;
  const [told, file] = [TOLD, path].map((text) => JSON.stringify(text));
  const shown = [...functions, ...owners].join(',');
  const back = `({${functions.join(',')}}=$)`;
  return `\n;try{const $={${shown}};globalThis[Symbol.for(${told})]?.(${file},$);${back}}catch{}`;
}

/** Sets who is told of such modules in this realm, as soon as their code has run. */
export function onShown(listener: (filename: string, exports: object) => void): void {
  const value = (filename: unknown, exports: unknown): void => {
    if (typeof filename === 'string' && typeof exports === 'object' && exports !== null)
      listener(filename, exports);
  };
  Object.defineProperty(globalThis, Symbol.for(TOLD), { value, enumerable: false, configurable: true });
}
