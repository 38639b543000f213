// Option `ignore` and its kin: globs over location paths and over files, made ready once.

import { globOf } from './glob-match.ts';

export interface Ignore {
  /** Whether races at this location path are not to be reported. */
  location(path: string): boolean;
  /** Whether accesses in this file, as shown in reports, are not to be reported. */
  file(path: string): boolean;
}

/** Makes the globs of option `ignore` ready. */
export function ignoreOf(globs: readonly string[]): Ignore {
  const locations = globs.map((glob) => globOf(glob, false));
  const files = globs.map((glob) => globOf(glob.replace(/^\.?\//, ''), true));
  return {
    location: (path) => locations.some((glob) => glob.matches(path)),
    file: (path) => {
      if (files.length === 0) return false;
      const slashed = path.replaceAll('\\', '/');
      return files.some((glob) => glob.matchesEnd(slashed));
    },
  };
}
