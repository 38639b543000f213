// Stacks as Go prints them: function, then file:line:column indented. The application's own frames are always
// shown; those of dependencies are dimmed, and folded when there are many; those of Node say nothing and are summed up.

import type { Paint } from './layout.ts';
import type { Frame } from './model.ts';
import { printable } from './printable.ts';
import { ownerOf, packageOf } from './site.ts';

const MOST_FRAMES = 8;
/** A longer run of foreign frames is folded. */
const LONGEST_RUN = 3;

/** @param kept how many frames of a folded run are shown before the rest is summed up */
export function renderStack(stack: readonly Frame[], paint: Paint, kept: number = LONGEST_RUN - 1): string[] {
  const lines: string[] = [];
  let room = MOST_FRAMES - stack.filter(isOwn).length;
  for (const run of runsOf(stack)) {
    const shown = shownOf(run, kept, room);
    if (!run.every(isOwn)) room -= shown;
    lines.push(...run.slice(0, shown).flatMap((frame) => frameLines(frame, paint)));
    lines.push(...foldedLine(run.slice(shown), lines.length > 0 ? ' more' : '', paint));
  }
  return lines;
}

function shownOf(run: readonly Frame[], kept: number, room: number): number {
  if (run.every(isOwn)) return run.length;
  if (run.every((frame) => ownerOf(frame) === 'node')) return 0;
  return run.length <= kept + 1 && run.length <= room ? run.length : Math.min(kept, Math.max(room, 0));
}

/** `src/shop.ts:31:15`, safe to show. */
function position(frame: Frame): string {
  return `${printable(frame.file)}:${frame.line}:${frame.column}`;
}

export function functionName(frame: Frame): string {
  const name = printable(frame.function);
  return name === '' || name === '<anonymous>' || name === '(anonymous)' ? '<anonymous>' : name;
}

function isOwn(frame: Frame): boolean {
  return ownerOf(frame) === 'application';
}

/** The stack cut where it passes between the application and foreign code. */
function runsOf(stack: readonly Frame[]): Frame[][] {
  const runs: Frame[][] = [];
  let previous: boolean | undefined;
  for (const frame of stack) {
    const own = isOwn(frame);
    if (own === previous) runs.at(-1)?.push(frame);
    else runs.push([frame]);
    previous = own;
  }
  return runs;
}

function frameLines(frame: Frame, paint: Paint): string[] {
  const call = `  ${frame.async ? 'async ' : ''}${functionName(frame)}()`;
  const where = `      ${position(frame)}`;
  if (!isOwn(frame)) return [paint('dim', call), paint('dim', where)];
  return [call, paint('cyan', where)];
}

function foldedLine(frames: readonly Frame[], more: string, paint: Paint): string[] {
  if (frames.length === 0) return [];
  const packages = [...new Set(frames.map((frame) => printable(packageOf(frame))))].join(', ');
  return [paint('dim', `  ... ${frames.length}${more} in ${packages}`)];
}
