// Where lines begin, as V8 and the parser count them.

const RARE_BREAK = /[\r\u2028\u2029]/;
const ANY_BREAK = /\r\n?|[\n\u2028\u2029]/g;

/** Offsets at which the lines of a text begin; the first is 0. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  // A search per line costs far less than a match per line; the other line breaks are rare.
  if (RARE_BREAK.test(text)) {
    for (const match of text.matchAll(ANY_BREAK)) starts.push(match.index + match[0].length);
    return starts;
  }
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

/** Index of the last start that is not after the offset. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The same question asked with offsets that mostly grow: remembers where it found the last one. */
export class LineFinder {
  readonly starts: readonly number[];
  private last = 0;

  constructor(text: string) {
    this.starts = lineStarts(text);
  }

  /** Line index, from 0. */
  line(offset: number): number {
    const { starts } = this;
    const after = starts[this.last + 1] ?? Number.POSITIVE_INFINITY;
    if ((starts[this.last] as number) > offset || after <= offset) this.last = lineAt(starts, offset);
    return this.last;
  }

  /** Both count from 1. */
  position(offset: number): { line: number; column: number } {
    const line = this.line(offset);
    return { line: line + 1, column: offset - (this.starts[line] as number) + 1 };
  }
}
