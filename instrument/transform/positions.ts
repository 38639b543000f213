// From the text that runs back to the text that was given, by the line edits of a site table.

import type { LineEdits } from '../../src/sites/model.ts';
import { lineStarts } from './lines.ts';

/** The given column (from 1) of a place in the generated text. Lines are the same; what was put in has its place. */
export function givenColumn(edits: readonly LineEdits[], line: number, column: number): number {
  const found = editsOfLine(edits, line);
  if (found === undefined) return column;
  let shift = 0;
  for (let index = 1; index < found.length; index += 3) {
    const start = found[index] as number;
    const length = found[index + 1] as number;
    const removed = found[index + 2] as string | 0;
    if (column - 1 < start) break;
    if (column - 1 < start + length) return start - shift + 1;
    shift += length - (removed === 0 ? 0 : removed.length);
  }
  return column - shift;
}

/** The given text of a range of the generated one. An insertion that begins in the range is left out whole. */
export function originalText(
  generated: string,
  edits: readonly LineEdits[],
  start: number,
  end: number,
): string {
  const starts = lineStarts(generated);
  let text = '';
  let cursor = start;
  for (const [line, ...triples] of edits) {
    const lineStart = starts[line - 1] ?? generated.length;
    if (lineStart >= end) break;
    for (let index = 0; index < triples.length; index += 3) {
      const at = lineStart + (triples[index] as number);
      const after = at + (triples[index + 1] as number);
      if (at >= end || after < start || (after === start && after !== at)) continue;
      if (at >= cursor) text += generated.slice(cursor, at);
      const removed = triples[index + 2] as string | 0;
      if (removed !== 0 && at >= start) text += removed;
      cursor = Math.max(cursor, after);
    }
  }
  return cursor < end ? text + generated.slice(cursor, end) : text;
}

function editsOfLine(edits: readonly LineEdits[], line: number): LineEdits | undefined {
  let low = 0;
  let high = edits.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = edits[middle] as LineEdits;
    if (found[0] === line) return found;
    if (found[0] < line) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
