// Whether a function is written inside another one: a callback belongs to the work of the function around it.
// The end of a function is not known from a stack; the indentation of the lines between tells it.

import type { CallFrame, Position } from './call-frame.ts';
import { ownerOf, sourcePosition } from './resolve.ts';
import { sourceText } from './source-maps.ts';

/** The one line of a function between its first and its last that stands as far left as these. */
const CLOSES_SIGNATURE = /^\s*\).*\{\s*$/;

/**
 * Whether the later access stands in a callback that was written inside a function of the earlier one, behind it.
 * @param first frames of the earlier access
 * @param second frames of the later access
 */
export function standsInCallbackOf(first: readonly CallFrame[], second: readonly CallFrame[]): boolean {
  // Beyond a frame of Node's, an emitter has called other work's listener.
  const foreign = second.findIndex((frame) => frame.isAsync || frame.file.startsWith('node:'));
  return second.slice(0, foreign < 0 ? second.length : foreign).some((callback) => {
    if (ownerOf(callback) === 'node' || callback.startLine === 0) return false;
    const begin = beginOf(callback);
    return first.some((around) => {
      if (around.startLine === 0 || around.script !== callback.script) return false;
      const place = sourcePosition(around);
      return isBefore(place, begin) && isInside(begin, beginOf(around));
    });
  });
}

function beginOf(frame: CallFrame): Position {
  const { startLine: line, startColumn: column } = frame;
  return sourcePosition({ ...frame, line, column, mapped: undefined });
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column <= b.column);
}

function isInside(inner: Position, outer: Position): boolean {
  if (inner.file !== outer.file || !isBefore(outer, inner)) return false;
  if (inner.line === outer.line) return true;
  const lines = sourceText(outer.file)?.split(/\r\n?|\n/);
  if (lines === undefined || inner.line > lines.length) return false;
  const edge = indentOf(lines[outer.line - 1] as string);
  return lines
    .slice(outer.line, inner.line)
    .every((line) => line.trim() === '' || indentOf(line) > edge || CLOSES_SIGNATURE.test(line));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
