// The changes to one text, and the text that comes of them. Nothing is ever moved: text is put in, single tokens fall.

import type * as MagicStrings from 'magic-string';
import type { LineEdits } from '../../src/sites/model.ts';
import { LineFinder } from './lines.ts';

/** What stands first among insertions at one place. Within a rank, the order of the calls counts. */
const CLOSE = 0;
const HEAD = 1;
const OPEN = 2;
const DROP = 3;

/** Ranks at one place. */
const RANKS = 4;

interface Edit {
  readonly at: number;
  readonly rank: number;
  text: string;
  readonly dropped: number;
}

/** A source map, as JSON has it. */
export interface EncodedMap {
  readonly version: 3;
  readonly sources: readonly (string | null)[];
  readonly sourcesContent?: readonly (string | null)[];
  readonly names: readonly string[];
  readonly mappings: string;
  readonly file?: string;
}

export class Edits {
  readonly text: string;
  readonly lines: LineFinder;
  private readonly list: Edit[] = [];

  constructor(text: string) {
    this.text = text;
    this.lines = new LineFinder(text);
  }

  /** Ends what a node began: call it after the edits of the node's children. */
  close(at: number, text: string): void {
    this.list.push({ at, rank: CLOSE, text, dropped: 0 });
  }

  /** Stands before everything that begins at the place. */
  head(at: number, text: string): void {
    this.list.push({ at, rank: HEAD, text, dropped: 0 });
  }

  /** Begins a node: call it before the edits of the node's children. What is given back may still get its text. */
  open(at: number, text: string): { text: string } {
    const edit = { at, rank: OPEN, text, dropped: 0 };
    this.list.push(edit);
    return edit;
  }

  /** Puts text in the place of a token, which lies on one line. */
  replace(start: number, end: number, text: string): void {
    this.list.push({ at: start, rank: DROP, text, dropped: end - start });
  }

  /** Drops text that may span lines; its line breaks stay. */
  drop(start: number, end: number): void {
    for (const match of this.text.slice(start, end).matchAll(/[^\r\n\u2028\u2029]+/g)) {
      this.replace(start + match.index, start + match.index + match[0].length, '');
    }
  }

  /** How many there are: a mark for the questions below. */
  get count(): number {
    return this.list.length;
  }

  /** Whether what was put at the place since the mark begins with a parenthesis. */
  beginsWithParenthesis(mark: number, at: number): boolean {
    for (let index = mark; index < this.list.length; index++) {
      const edit = this.list[index] as Edit;
      if (edit.at === at && edit.rank === OPEN && edit.text !== '') return edit.text.startsWith('(');
    }
    return false;
  }

  /** The text with all changes made. */
  apply(): string {
    const given = this.text;
    this.list.sort((a, b) => (a.at - b.at) * RANKS + a.rank - b.rank);
    const parts: string[] = [];
    let cursor = 0;
    let last = 0;
    for (const edit of this.list) {
      if (edit.text === '' && edit.dropped === 0) continue;
      if (edit.at > cursor) {
        parts.push(given.slice(cursor, edit.at));
        last = given.charCodeAt(edit.at - 1);
      }
      // `return(a).b` must not become `return$rwo((a)…`.
      if (isWord(last) && isWord(edit.text.charCodeAt(0))) edit.text = ` ${edit.text}`;
      if (edit.text !== '') last = edit.text.charCodeAt(edit.text.length - 1);
      parts.push(edit.text);
      cursor = Math.max(cursor, edit.at + edit.dropped);
    }
    parts.push(given.slice(cursor));
    return parts.join('');
  }

  /** The changes by the lines they stand on. Only after `apply`. */
  lineEdits(): LineEdits[] {
    const record = new LineRecord(this.lines);
    for (const { at, text, dropped } of this.list) {
      if (text !== '' || dropped > 0) record.add(at, text.length, this.text.slice(at, at + dropped));
    }
    return record.lines;
  }

  /** Generated -> given text. Only after `apply`. */
  map(source: string): EncodedMap {
    // Hardly ever wanted, so it is not loaded with the rest.
    const { MagicString } = require('magic-string') as typeof MagicStrings;
    const magic = new MagicString(this.text);
    for (const { at, text, dropped } of this.list) {
      if (dropped > 0) magic.remove(at, at + dropped);
      if (text !== '') magic.appendLeft(at, text);
    }
    const map = magic.generateMap({ source, hires: 'boundary', includeContent: true });
    return {
      version: 3,
      sources: map.sources,
      sourcesContent: map.sourcesContent ?? [this.text],
      names: map.names,
      mappings: map.mappings,
    };
  }
}

function isWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 36 ||
    code === 95 ||
    code > 127
  );
}

/** Turns edits in the order of the text into those of its lines. Edits that touch become one. */
class LineRecord {
  readonly lines: [number, ...(number | string)[]][] = [];
  private readonly finder: LineFinder;
  private shift = 0;

  constructor(finder: LineFinder) {
    this.finder = finder;
  }

  add(at: number, length: number, removed: string): void {
    const index = this.finder.line(at);
    let line = this.lines.at(-1);
    if (line === undefined || line[0] !== index + 1) {
      line = [index + 1];
      this.lines.push(line);
      this.shift = 0;
    }
    const column = at - (this.finder.starts[index] as number) + this.shift;
    this.shift += length - removed.length;
    const last = line.length - 3;
    if (last > 0 && (line[last] as number) + (line[last + 1] as number) === column) {
      line[last + 1] = (line[last + 1] as number) + length;
      if (removed !== '') line[last + 2] = (line[last + 2] || '') + removed;
    } else {
      line.push(column, length, removed === '' ? 0 : removed);
    }
  }
}
