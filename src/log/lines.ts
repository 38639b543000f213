// Bytes to lines, whatever the chunks. Holds one line at most, and of a line that is too long nothing.

const NEWLINE = 10;
const RETURN = 13;
/** No report comes near; a line this long is something else. In bytes. */
const LONGEST_LINE = 4 * 1024 * 1024;

export interface Line {
  /** Without its end; empty for a line that is too long. */
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** False for what stands after the last line end. */
  readonly ended: boolean;
  readonly tooLong: boolean;
}

export class LineSplitter {
  private readonly longest: number;
  private pieces: Uint8Array[] = [];
  private held = 0;
  private tooLong = false;
  private number = 0;

  /** @param longest bytes that a line may have */
  constructor(longest: number = LONGEST_LINE) {
    this.longest = longest;
  }

  /** The lines that end in this chunk. The chunk may be used again once they are taken. */
  *push(chunk: Uint8Array): Generator<Line> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield this.line(chunk.subarray(start, end), true);
      start = end + 1;
    }
    if (start < chunk.length) this.hold(chunk.subarray(start));
  }

  /** What stands after the last line end. */
  *end(): Generator<Line> {
    if (this.held > 0 || this.tooLong) yield this.line(new Uint8Array(), false);
  }

  private hold(piece: Uint8Array): void {
    this.held += piece.length;
    if (this.held > this.longest) {
      this.tooLong = true;
      this.pieces = [];
    }
    // A copy: streams hand the same memory out again.
    if (!this.tooLong) this.pieces.push(Uint8Array.from(piece));
  }

  private line(last: Uint8Array, ended: boolean): Line {
    this.number++;
    const tooLong = this.tooLong || this.held + last.length > this.longest;
    const text = tooLong ? '' : this.textWith(last);
    this.pieces = [];
    this.held = 0;
    this.tooLong = false;
    return { text, number: this.number, ended, tooLong };
  }

  private textWith(last: Uint8Array): string {
    const whole = this.pieces.length === 0 ? last : Buffer.concat([...this.pieces, last]);
    const length = whole.at(-1) === RETURN ? whole.length - 1 : whole.length;
    const text = Buffer.from(whole.buffer, whole.byteOffset, length).toString('utf8');
    return this.number === 1 && text.startsWith('\ufeff') ? text.slice(1) : text;
  }
}
