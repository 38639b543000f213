// Reads logs as streams, of any size, into a merger. A file that cannot be read is one sentence.

import { createReadStream } from 'node:fs';
import { failure, type Outcome, quote } from '../config/words.ts';
import { type Line, LineSplitter } from './lines.ts';
import { type MergeOptions, Merger } from './merge.ts';
import type { MergedLog } from './model.ts';
import { reasonOf } from './reason.ts';
import { STDIN } from './sources.ts';
import { beginsAsText, TEXT_REPORTS } from './text-reports.ts';

const CHUNK = 256 * 1024;

export interface ReadOptions extends MergeOptions {
  /** What stands for `-`; the process's own standard input when not given. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Called after each chunk. */
  readonly progress?: (at: { file: string; bytes: number; races: number }) => void;
}

/**
 * Reads all files, one after the other.
 * @param files as `findSources` gives them
 * @returns the merged log, or one sentence about the first file that cannot be read
 */
export async function readLogs(
  files: readonly string[],
  options: ReadOptions = {},
): Promise<Outcome<MergedLog>> {
  const merger = new Merger(options);
  const unread: string[] = [];
  let bytes = 0;
  for (const file of files) {
    const name = nameOf(file);
    const splitter = new LineSplitter();
    const taken = { lines: 0, known: 0 };
    const take = (line: Line) => {
      const what = merger.line(line, name);
      if (what !== 'blank') taken.lines++;
      // Those of a newer version are told apart.
      if (typeof what !== 'string' || what === 'newer-schema') taken.known++;
    };
    let first = true;
    try {
      for await (const chunk of chunksOf(file, options)) {
        const other = first ? otherFormat(chunk) : undefined;
        if (other !== undefined) return failure(`${quote(name)} ${other}`);
        first = false;
        bytes += chunk.length;
        for (const line of splitter.push(chunk)) take(line);
        options.progress?.({ file: name, bytes, races: merger.size });
      }
    } catch (error) {
      return failure(`cannot read ${quote(name)}: ${reasonOf(error)}`);
    }
    for (const line of splitter.end()) take(line);
    if (taken.lines > 0 && taken.known === 0) unread.push(name);
  }
  return { ok: true, value: merger.merged(files.map(nameOf), bytes, unread) };
}

/** As reports name it. */
function nameOf(file: string): string {
  return file === STDIN ? 'stdin' : file;
}

function chunksOf(file: string, { stdin }: ReadOptions): AsyncIterable<Uint8Array> {
  if (file === STDIN) return stdin ?? (process.stdin as AsyncIterable<Uint8Array>);
  return createReadStream(file, { highWaterMark: CHUNK });
}

/** What the first bytes give away about a file that is no JSON Lines at all. */
function otherFormat(chunk: Uint8Array): string | undefined {
  const [one, two] = chunk;
  if (one === 0x1f && two === 0x8b)
    return 'is compressed: unpack it first, `gunzip -c FILE | racewatch report -`';
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) {
    return 'is UTF-16: a log is UTF-8, convert it first';
  }
  if (beginsAsText(chunk)) return TEXT_REPORTS;
  return undefined;
}
