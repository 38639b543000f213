// Three lines of source around a position. The text is a stranger's: it is cut and neutralised before it is shown.

import type { Frame } from '../report/model.ts';
import { fileShownAs } from './resolve.ts';
import { sourceText } from './source-maps.ts';

const MAX_COLUMNS = 160;
const LINE_BREAK = /\r\n?|[\n\u2028\u2029]/;
// Control characters, escape sequences' beginnings, and what turns the direction of text round.
const UNSAFE = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * The lines around a frame with a caret under its column.
 * @param frame a frame of a report
 * @returns several lines without a final line break; undefined when the source cannot be read or has no such line
 */
export function codeFrame(frame: Pick<Frame, 'file' | 'line' | 'column'>): string | undefined {
  const lines = sourceText(fileShownAs(frame.file))?.split(LINE_BREAK);
  const text = lines?.[frame.line - 1];
  if (lines === undefined || text === undefined) return undefined;
  const offset = text.length > MAX_COLUMNS ? Math.max(0, frame.column - 1 - MAX_COLUMNS / 2) : 0;
  const width = String(frame.line + 1).length;
  const shown: string[] = [];
  for (let line = Math.max(1, frame.line - 1); line <= Math.min(lines.length, frame.line + 1); line++) {
    const isRacing = line === frame.line;
    const source = cut(lines[line - 1] ?? '', offset);
    shown.push(`${isRacing ? '>' : ' '} ${String(line).padStart(width)} | ${source}`.trimEnd());
    if (isRacing) shown.push(`  ${' '.repeat(width)} | ${caret(text, frame.column, offset)}`);
  }
  return shown.join('\n');
}

function cut(text: string, offset: number): string {
  const part = text.slice(offset, offset + MAX_COLUMNS);
  const start = offset > 0 && part !== '' ? '…' : '';
  const end = text.length > offset + MAX_COLUMNS ? '…' : '';
  return start + neutral(part) + end;
}

function caret(text: string, column: number, offset: number): string {
  const end = Math.min(column - 1, text.length);
  return `${' '.repeat(neutral(text.slice(offset, end)).length + (offset > 0 ? 1 : 0))}^`;
}

function neutral(text: string): string {
  return text.replaceAll('\t', '  ').replace(UNSAFE, '\ufffd');
}
