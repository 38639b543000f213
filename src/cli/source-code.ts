// Source around a frame, for reports about logs. A log may come from anywhere: only scripts below the working directory
// are read, none that is hidden, so that a report never shows a line of something else.

import { realpathSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { isBelow } from '../log/below.ts';
import type { Frame } from '../report/model.ts';
import { codeFrame } from '../stacks/code-frame.ts';

const SCRIPT = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte)$/;
const HIDDEN = /(?:^|[/\\])\./;

/** Some lines around a frame of a log; undefined where there is no such script below the folder. */
export function codeBelow(folder: string): (frame: Frame) => string | undefined {
  const known = new Map<string, boolean>();
  return (frame) => {
    let shown = known.get(frame.file);
    if (shown === undefined) {
      shown = isSource(folder, frame.file);
      known.set(frame.file, shown);
    }
    return shown ? codeFrame(frame) : undefined;
  };
}

function isSource(folder: string, file: string): boolean {
  if (file === '' || file.startsWith('node:')) return false;
  try {
    const root = realpathSync(folder);
    // Of the file itself, since a link may have any name.
    const real = realpathSync(resolve(folder, file));
    return isBelow(root, real) && SCRIPT.test(real) && !HIDDEN.test(relative(root, real));
  } catch {
    return false;
  }
}
