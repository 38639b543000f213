// Logs that are still being written: what was appended since the last look, whatever happens to the files meanwhile.
// They are looked at again and again, because notifications of file systems get lost. A log is known by its file
// number, not by its name: a rotated one goes on under its new name and is not read twice.

import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { filesOfGlob, isGlob } from './glob.ts';
import { type Line, LineSplitter } from './lines.ts';
import { logsBelow } from './sources.ts';

const CHUNK = 256 * 1024;
/** Read from one file at one look, so that a long one does not keep the others waiting. In bytes. */
const MOST_AT_ONCE = 16 * 1024 * 1024;
const NEWLINE = 10;

export interface FollowedLine {
  readonly line: Line;
  readonly file: string;
}

/** One open file, and how far it has been read. */
class Tail {
  /** The name under which it was last seen. */
  file: string;
  private readonly fd: number;
  private offset = 0;
  /** Began in the middle of a line, whose rest says nothing. */
  private inLine = false;
  private splitter = new LineSplitter();

  constructor(file: string, fd: number, fromEnd: boolean) {
    this.file = file;
    this.fd = fd;
    if (!fromEnd) return;
    this.offset = fstatSync(fd).size;
    const last = Buffer.alloc(1);
    if (this.offset > 0) readSync(fd, last, 0, 1, this.offset - 1);
    this.inLine = this.offset > 0 && last[0] !== NEWLINE;
  }

  /** What was added; a file that has become shorter is read from its beginning. */
  *added(): Generator<FollowedLine> {
    if (fstatSync(this.fd).size < this.offset) {
      this.offset = 0;
      this.inLine = false;
      this.splitter = new LineSplitter();
    }
    yield* this.read(MOST_AT_ONCE);
  }

  /** All that is left in a file that has no name any more; its last line is over now. */
  *rest(): Generator<FollowedLine> {
    yield* this.read(Number.POSITIVE_INFINITY);
    for (const line of this.splitter.end()) yield { line, file: this.file };
  }

  close(): void {
    closeSync(this.fd);
  }

  private *read(most: number): Generator<FollowedLine> {
    const chunk = Buffer.alloc(CHUNK);
    for (let left = most; left > 0; ) {
      const length = readSync(this.fd, chunk, 0, CHUNK, this.offset);
      if (length === 0) return;
      this.offset += length;
      left -= length;
      for (const line of this.splitter.push(chunk.subarray(0, length))) {
        if (!this.inLine) yield { line, file: this.file };
        this.inLine = false;
      }
    }
  }
}

export class Follower {
  private readonly words: readonly string[];
  /** By number of device and file. */
  private readonly tails = new Map<string, Tail>();

  /**
   * @param words files, folders and globs, which may name what is not there yet
   * @param options `fromEnd`: what is in the files now is passed over
   */
  constructor(words: readonly string[], { fromEnd = false }: { fromEnd?: boolean } = {}) {
    this.words = words;
    this.find(fromEnd);
  }

  /** The files that are followed now. */
  get files(): string[] {
    return [...this.tails.values()].map(({ file }) => file);
  }

  /** The lines that were completed since the last call. Never throws: what cannot be read now is tried again. */
  *poll(): Generator<FollowedLine> {
    const named = this.find(false);
    for (const [key, tail] of this.tails) {
      try {
        yield* named.has(key) ? tail.added() : tail.rest();
      } catch {
        named.delete(key);
      }
      if (named.has(key)) continue;
      tail.close();
      this.tails.delete(key);
    }
  }

  close(): void {
    for (const tail of this.tails.values()) tail.close();
    this.tails.clear();
  }

  /** Opens what is new. @returns the keys of the files that have a name */
  private find(fromEnd: boolean): Set<string> {
    const named = new Set<string>();
    for (const file of this.words.flatMap(filesNow)) {
      const key = keyOf(file);
      if (key === undefined) continue;
      named.add(key);
      const known = this.tails.get(key);
      if (known !== undefined) known.file = file;
      else this.open(file, fromEnd);
    }
    return named;
  }

  private open(file: string, fromEnd: boolean): void {
    try {
      const fd = openSync(file, 'r');
      const { dev, ino } = fstatSync(fd);
      this.tails.set(`${dev}:${ino}`, new Tail(file, fd, fromEnd));
    } catch {
      // Gone again, or not ours to read: the next look tells.
    }
  }
}

function keyOf(file: string): string | undefined {
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat?.isFile() ? `${stat.dev}:${stat.ino}` : undefined;
  } catch {
    // Links in a circle, or a folder that is not ours.
    return undefined;
  }
}

function filesNow(word: string): string[] {
  try {
    const stat = statSync(word, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return logsBelow(word);
    if (stat !== undefined) return [word];
    return isGlob(word) ? filesOfGlob(word) : [];
  } catch {
    return [];
  }
}
