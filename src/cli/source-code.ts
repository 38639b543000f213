// Source around a frame, for reports about logs. A log may come from anywhere: only files below the working directory
// are read, so that a report never shows a line of something else.

import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import type { Frame } from '../report/model.ts';
import { codeFrame } from '../stacks/code-frame.ts';

/** Some lines around a frame of a log; undefined where there is no such file below the folder. */
export function codeBelow(folder: string): (frame: Frame) => string | undefined {
  const known = new Map<string, boolean>();
  return (frame) => {
    let below = known.get(frame.file);
    if (below === undefined) {
      below = isBelow(folder, frame.file);
      known.set(frame.file, below);
    }
    return below ? codeFrame(frame) : undefined;
  };
}

function isBelow(folder: string, file: string): boolean {
  if (file === '' || file.startsWith('node:')) return false;
  try {
    const way = relative(realpathSync(folder), realpathSync(resolve(folder, file)));
    return way !== '' && !way.startsWith('..') && !isAbsolute(way);
  } catch {
    return false;
  }
}
