// What `racewatch doctor` tells: for the files here, whether they would be instrumented, and if not, why. Nothing of
// the application is run.

import { readFileSync, realpathSync } from 'node:fs';
import { relative } from 'node:path';
import type { Options } from '../../src/config/options.ts';
import { cacheFolder } from './cache-folder.ts';
import { folderSize } from './cache-size.ts';
import { hasHooks } from './esm-hooks.ts';
import { packageVersion } from './install.ts';
import { Instrumenter } from './instrumenter.ts';
import { formatsOfFile } from './package-type.ts';
import { selectionOf } from './selection.ts';
import { sourceFiles } from './source-files.ts';
import { stripTypes } from './strip-types.ts';

/** Files named in the text for one reason. */
const MOST_NAMED = 5;

interface Findings {
  instrumented: number;
  unchanged: number;
  readonly unchecked: string[];
  readonly unreadable: string[];
  /** Reason -> files. */
  readonly leftAlone: Map<string, string[]>;
}

/**
 * Examines files.
 * @param targets files and folders; none for the working directory
 * @returns the text to print
 */
export function doctor(options: Options, targets: readonly string[]): string {
  const cwd = realpathSync(process.cwd());
  const folder = cacheFolder(options.cache, cwd);
  const version = packageVersion();
  const instrumenter = new Instrumenter({ version, folder });
  const withDependencies = options.instrument === 'all' || options.deps.length > 0;
  const files = sourceFiles(targets.length > 0 ? targets : [cwd], withDependencies);
  const findings = examine(files, options, cwd, instrumenter);
  const shown = (file: string) => relative(cwd, file) || file;

  return [
    `racewatch ${version} on Node ${process.versions.node}`,
    ...loaderLines(),
    `Options: ${optionsText(options)}`,
    `Cache: ${cacheText(options.cache, folder)}`,
    '',
    `${count(files.length, 'file')} below ${targets.length > 0 ? targets.join(', ') : cwd}`,
    `  ${findings.instrumented} instrumented`,
    ...when(findings.unchanged > 0, `  ${findings.unchanged} have nothing to instrument`),
    ...group('TypeScript or JSX that a loader compiles when it runs: not checked', findings.unchecked, shown),
    ...group('cannot be read', findings.unreadable, shown),
    ...unparsedLines(instrumenter, shown),
    ...[...findings.leftAlone].flatMap(([why, left]) => group(`left alone: ${why}`, left, shown)),
    '',
  ].join('\n');
}

function examine(
  files: readonly string[],
  options: Options,
  cwd: string,
  instrumenter: Instrumenter,
): Findings {
  const selection = selectionOf(options, cwd);
  const findings: Findings = {
    instrumented: 0,
    unchanged: 0,
    unchecked: [],
    unreadable: [],
    leftAlone: new Map(),
  };
  for (const file of files) {
    const choice = selection.choose(file);
    if (choice.chosen) examineFile(file, instrumenter, findings);
    else findings.leftAlone.set(choice.why, [...(findings.leftAlone.get(choice.why) ?? []), file]);
  }
  return findings;
}

function examineFile(file: string, instrumenter: Instrumenter, findings: Findings): void {
  let text: string | undefined;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    findings.unreadable.push(file);
    return;
  }
  if (/\.[jt]sx$/.test(file)) text = undefined;
  else if (/\.[cm]?ts$/.test(file)) text = stripTypes(text, file);
  if (text === undefined) {
    findings.unchecked.push(file);
    return;
  }
  const { unparsed } = instrumenter.stats;
  if (instrumenter.instrument(text, { script: file, file }, formatsOfFile(file))) findings.instrumented++;
  else if (instrumenter.stats.unparsed === unparsed) findings.unchanged++;
}

function loaderLines(): string[] {
  return [
    'CommonJS: Module.prototype._compile',
    hasHooks()
      ? 'ES modules: module.registerHooks, on the thread that loads'
      : 'ES modules: module.register, on a thread for load hooks',
  ];
}

function optionsText(options: Options): string {
  const { instrument, deps, include, exclude } = options;
  const lists = Object.entries({ deps, include, exclude }).filter(([, items]) => items.length > 0);
  return [`instrument=${instrument}`, ...lists.map(([name, items]) => `${name}=${items.join(',')}`)].join(
    ' ',
  );
}

function cacheText(option: string, folder: string | undefined): string {
  if (folder === undefined) return option === 'off' ? 'off' : 'none, no folder is writable';
  const { files, bytes } = folderSize(folder);
  return `${folder} (${count(files, 'file')}, ${Math.ceil(bytes / 1024)} KiB)`;
}

function unparsedLines(instrumenter: Instrumenter, shown: (file: string) => string): string[] {
  const { unparsed } = instrumenter;
  if (unparsed.length === 0) return [];
  return [
    `  ${instrumenter.stats.unparsed} cannot be parsed and run as they are:`,
    ...unparsed.map(({ file, line, column, message }) => `    ${shown(file)}:${line}:${column} ${message}`),
  ];
}

function group(why: string, files: readonly string[], shown: (file: string) => string): string[] {
  if (files.length === 0) return [];
  const named = files.slice(0, MOST_NAMED).map((file) => `    ${shown(file)}`);
  const more = files.length - named.length;
  return [`  ${files.length} ${why}`, ...named, ...when(more > 0, `    and ${more} more`)];
}

function when(condition: boolean, line: string): string[] {
  return condition ? [line] : [];
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
