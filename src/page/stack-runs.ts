// A stack cut into the application's own frames and runs of foreign ones, which say little and are folded.

import type { Frame } from '../report/model.ts';
import { printable } from '../report/printable.ts';
import { ownerOf, packageOf } from '../report/site.ts';

export interface Run {
  own: boolean;
  frames: Frame[];
}

export function runsOf(stack: readonly Frame[]): Run[] {
  const runs: Run[] = [];
  for (const frame of stack) {
    const own = ownerOf(frame) === 'application';
    const last = runs.at(-1);
    if (last?.own === own) last.frames.push(frame);
    else runs.push({ own, frames: [frame] });
  }
  return runs;
}

/** `express, router`, safe to show. */
export function packagesOf(frames: readonly Frame[]): string {
  return [...new Set(frames.map((frame) => printable(packageOf(frame), 60)))].join(', ');
}
