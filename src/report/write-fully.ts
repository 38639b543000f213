// One text, written to a file descriptor to its last byte before the call returns, so that reports survive
// whatever ends the process next. Never throws.

import { writeSync } from 'node:fs';

const NAP = 4;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

/** How long a full pipe may still hold up the program, in milliseconds, over all writes together. */
export interface Patience {
  left: number;
}

/**
 * Waits while a non-blocking pipe is full, as long as there is patience.
 * @param now milliseconds on a steady clock
 * @returns undefined when all is written, else the error's code; `partly` tells whether a torn piece got out
 */
export function writeFully(
  fd: number,
  text: string,
  patience: Patience,
  now: () => number,
): { code: string; partly: boolean } | undefined {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EINTR') continue;
      if (code !== 'EAGAIN' || patience.left <= 0) return { code, partly: written > 0 };
      const start = now();
      Atomics.wait(sleeper, 0, 0, NAP);
      patience.left -= Math.max(now() - start, 1);
    }
  }
  return undefined;
}

/** `ENOSPC` and the like, for any thrown value. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}
