// One line on standard error while a long log is read, when that is a terminal.

import { statSync } from 'node:fs';
import { printable } from '../report/printable.ts';

/** Shorter input is done before anybody has read the line. */
const LONG = 32 * 1024 * 1024;
const INTERVAL = 200;
const CLEAR = '\r\u001b[K';

interface At {
  readonly file: string;
  readonly bytes: number;
  readonly races: number;
}

export interface Progress {
  readonly update: (at: At) => void;
  /** Takes the line away. */
  readonly end: () => void;
}

/** @param files as they are read; the size of standard input is not known */
export function showProgress(files: readonly string[], stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { update: () => {}, end: () => {} };
  const sizes = files.map(sizeOf);
  const total = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  const known = sizes.every((size) => size !== undefined);
  let shownAt = 0;
  return {
    update: (at) => {
      const time = performance.now();
      if (at.bytes < LONG && total < LONG) return;
      if (time - shownAt < INTERVAL) return;
      shownAt = time;
      stream.write(
        `${CLEAR}${lineOf(at, known ? total : 0)}`.slice(0, (stream.columns || 80) + CLEAR.length - 1),
      );
    },
    end: () => {
      if (shownAt > 0) stream.write(CLEAR);
    },
  };
}

/** In bytes; undefined where it cannot be told. */
function sizeOf(file: string): number | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false })?.size;
  } catch {
    return undefined;
  }
}

function lineOf({ file, bytes, races }: At, total: number): string {
  const part = total > 0 ? ` of ${megabytes(total)}, ${Math.floor((bytes / total) * 100)}%` : '';
  return `reading ${printable(file, 40)}: ${megabytes(bytes)}${part}, ${races} races`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
