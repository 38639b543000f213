// Option `ignore`: globs over location paths and over files, compiled once.

export interface Ignore {
  /** Whether races at this location path are not to be reported. */
  location(path: string): boolean;
  /** Whether accesses in this file, as shown in reports, are not to be reported. */
  file(path: string): boolean;
}

/** Compiles the globs of option `ignore`. */
export function ignoreOf(globs: readonly string[]): Ignore {
  const locations = globs.map((glob) => new RegExp(`^${pattern(glob, '.')}$`, 's'));
  const files = globs.map(
    (glob) => new RegExp(`(?:^|/)${pattern(glob.replace(/^\.?\//, ''), '[^/]')}$`, 's'),
  );
  return {
    location: (path) => locations.some((test) => test.test(path)),
    file: (path) => {
      const slashed = path.replaceAll('\\', '/');
      return files.some((test) => test.test(slashed));
    },
  };
}

/**
 * A glob as the source of a regular expression.
 * @param letter what `?` stands for, and `*` any number of: paths of files stop at a slash
 */
function pattern(glob: string, letter: string): string {
  let depth = 0;
  const source = glob.replace(/\*\*\/?|[\s\S]/g, (part: string): string => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return `${letter}*`;
    if (part === '?') return letter;
    if (part === ',' && depth > 0) return '|';
    if (part === '{') {
      depth++;
      return '(?:';
    }
    if (part === '}' && depth > 0) {
      depth--;
      return ')';
    }
    return part.replace(/[\\^$.+()[\]}|]/g, '\\$&');
  });
  return source + ')'.repeat(depth);
}
