// Which files are instrumented: options `instrument`, `deps`, `include` and `exclude` held against a path. Whether a
// file can be parsed is not known here.

import { sep } from 'node:path';
import { ignoreOf } from '../../src/config/ignore.ts';
import type { Options } from '../../src/config/options.ts';
import { isOwnFile } from '../../src/stacks/call-frame.ts';

export type SelectionOptions = Pick<Options, 'instrument' | 'deps' | 'include' | 'exclude'>;

/** Why a file is instrumented or left alone, in words that a person reads. */
export interface Choice {
  readonly chosen: boolean;
  readonly why: string;
}

export interface Selection {
  /** @param file absolute path, symbolic links resolved */
  choose(file: string): Choice;
}

const PACKAGE = /^(@[^/\\]+[/\\][^/\\]+|[^/\\]+)/;

/** The package a path belongs to by its innermost node_modules folder; undefined outside of any. */
export function packageOf(path: string): string | undefined {
  if (!path.includes('node_modules')) return undefined;
  const parts = path.split(/(?:^|[/\\])node_modules[/\\]/);
  const inner = parts.length > 1 ? parts.at(-1) : undefined;
  return inner === undefined ? undefined : PACKAGE.exec(inner)?.[1]?.replaceAll('\\', '/');
}

/**
 * The options as a decision about files.
 * @param cwd the working directory, symbolic links resolved
 */
export function selectionOf(options: SelectionOptions, cwd: string): Selection {
  const below = cwd.endsWith(sep) ? cwd : cwd + sep;
  const included = ignoreOf(options.include);
  const excluded = ignoreOf(options.exclude);
  const wanted = ignoreOf(options.deps);

  return {
    choose(file) {
      if (options.instrument === 'off') return no('instrument=off');
      if (isOwnFile(file)) return no('part of Racewatch');
      const inside = file.startsWith(below);
      const shown = inside ? file.slice(below.length) : file;
      if (excluded.file(shown)) return no('exclude');
      if (included.file(shown)) return yes('include');
      if (options.instrument === 'all') return yes('instrument=all');
      const name = packageOf(inside ? sep + shown : file);
      if (name !== undefined) return wanted.location(name) ? yes('deps') : no('a dependency (deps adds it)');
      return inside ? yes('application') : no('outside the working directory (include adds it)');
    },
  };
}

function yes(why: string): Choice {
  return { chosen: true, why };
}

function no(why: string): Choice {
  return { chosen: false, why };
}
